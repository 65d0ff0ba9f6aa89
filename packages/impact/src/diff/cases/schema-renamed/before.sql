create schema league;
create type league.level as enum ('low', 'high');
create table league.players (id serial primary key, level league.level default 'low');
create view league.low as select * from league.players where level = 'low';
create function league.top() returns int language sql as 'select 1';
