alter table players rename to athletes;
