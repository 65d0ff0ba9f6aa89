create schema league;
create table league.players (id serial primary key, name text);
