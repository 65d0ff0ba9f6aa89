create schema league;
create type league.level as enum ('low');
create table league.players (id serial primary key, level league.level);
create function league.top() returns int language sql as 'select 1';
create view low as select * from league.players;
