drop view roster;
create view roster as select id, upper(name) as name, score::bigint as score from players;
