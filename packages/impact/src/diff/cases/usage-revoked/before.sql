create role app_reader login;
create schema league;
create type league.level as enum ('a');
grant usage on schema league to app_reader;
