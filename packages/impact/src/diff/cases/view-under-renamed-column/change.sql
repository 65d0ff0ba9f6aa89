alter table players rename column team_id to squad_id;
create or replace view roster as select name, squad_id, score from players where squad_id > 1;
