alter table players rename to athletes;
create view players as select * from athletes;
