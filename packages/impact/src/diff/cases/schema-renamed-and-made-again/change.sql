alter schema league rename to league_old;
create schema league;
create table league.players (id serial primary key, full_name text);
