alter table home rename to tmp;
alter table away rename to home;
alter table tmp rename to away;
