drop view roster;
alter table players alter score type bigint;
create view roster as select id, score from players;
