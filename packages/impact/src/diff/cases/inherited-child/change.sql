create table league_game () inherits (games);
alter table friendly no inherit games;
drop table cup;
