-- since: 18
create schema league;
create table league.teams (
  id integer primary key,
  name text unique nulls not distinct,
  city text not null,
  constraint city_is_known check (city <> '') not enforced
);
create view league.cities with (security_invoker = true) as select city from league.teams;
create function league.home(team integer) returns text language sql begin atomic select city from league.teams where id = team; end;
create function league.double(points integer) returns integer language sql return points * 2;
create type league.height as range (subtype = numeric, multirange_type_name = league.heights);
create publication cities for tables in schema league;
