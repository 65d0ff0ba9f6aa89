alter table players rename to player_rows;
create view players as select max(id) as id, name, count(*) as score from player_rows group by name;
