create or replace view names as select distinct name, score from players;
