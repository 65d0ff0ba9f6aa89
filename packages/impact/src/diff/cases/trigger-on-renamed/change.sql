alter table players rename column score to points;
alter table players rename to athletes;
alter function touch() rename to stamp;
