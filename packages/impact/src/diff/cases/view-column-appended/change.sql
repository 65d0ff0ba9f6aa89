create or replace view roster as select id, name, score from players;
