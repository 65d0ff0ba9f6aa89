alter table players add column tmp int;
create table scratch (id int);
alter table players drop column tmp;
drop table scratch;
