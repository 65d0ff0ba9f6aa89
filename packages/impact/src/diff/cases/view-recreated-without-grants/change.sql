drop view roster;
create view roster as select id, name from players;
