alter table players rename column team_id to squad_id;
alter table players add column team_id int generated always as (squad_id) stored;
