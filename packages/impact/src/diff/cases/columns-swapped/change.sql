alter table players rename home to tmp;
alter table players rename away to home;
alter table players rename tmp to away;
