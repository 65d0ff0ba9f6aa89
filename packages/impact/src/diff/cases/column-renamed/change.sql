alter table players rename column team_id to squad_id;
