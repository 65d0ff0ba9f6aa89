create or replace view roster as select id, name from players where score > 0;
