-- One of everything that stands beside the columns. Runs on PostgreSQL 12 to 18.
create schema league;
grant usage on schema league to scout, "Front Office";

create table league.teams (
  id integer generated always as identity (start with 5 increment by 5) primary key,
  name text collate "C" not null,
  city varchar(80),
  constraint teams_name_key unique (name, city) deferrable initially deferred
);
create table league.players (
  id bigserial primary key,
  team_id integer references league.teams on delete set null on update cascade,
  number smallint,
  salary numeric,
  name text,
  during tsrange,
  constraint number_is_possible check (number >= 0 and number < 100),
  constraint same_team check (tableoid is not null),
  exclude using gist (during with &&)
);
alter table league.players add constraint paid check (salary > 0) not valid;
alter table league.players drop column during;
alter table league.players add column during int4range, add exclude using gist (during with &&);
create unique index players_by_number on league.players (team_id, number desc) include (name) where number is not null;
create index players_by_name on league.players (lower(name), salary);
create table league.nothing ();
create unlogged table league.scratch (note text) with (fillfactor = 70);

grant select on league.teams to public, scout;
grant select, insert on league.players to scout with grant option;
revoke all on league.players from scout;
grant select (id, name), update (name) on league.players to scout;
grant select (id) on league.players to "Front Office";
revoke all on league.scratch from current_user;
alter table league.players enable row level security, force row level security;
alter table league.players replica identity full;
alter table league.teams replica identity nothing;
create policy own_team on league.players for select to scout, "Front Office" using (team_id = 1);
create policy any_team on league.players as restrictive with check (salary < 100);

create view league.rosters with (security_barrier) as select id, name from league.players where number > 0
  with local check option;
create materialized view league.standings as select team_id, count(*) as players from league.players group by 1 with no data;
create rule keep_teams as on delete to league.teams do instead nothing;
create rule no_names as on update to league.rosters where new.name is null do instead nothing;
alter table league.teams disable rule keep_teams;

create function league.note() returns trigger language plpgsql security definer set search_path = league, pg_temp
  set work_mem = '7MB' as $$ begin return new; end $$;
revoke execute on function league.note() from public;
create trigger note_changes after insert or update of name, salary or delete on league.players
  for each row when (pg_trigger_depth() = 0) execute function league.note();
create trigger note_truncate before truncate on league.players execute function league.note();
create trigger note_rosters instead of insert on league.rosters for each row execute function league.note();
alter table league.players disable trigger note_truncate;

create type league.status as enum ('offered', 'signed');
alter type league.status add value 'countersigned' before 'signed';
create domain league.jersey as integer check (value > 0);
revoke usage on type league.jersey from public;
create type league.address as (street text, floors integer);
alter type league.address drop attribute street;
alter type league.address add attribute zip text;
create type league.height as range (subtype = numeric);

create function league.age(born date, at date default '2026-01-01', out years integer) language sql immutable strict as 'select 1';
create procedure league.trade(player bigint, inout team integer) language sql as 'select 1';
create aggregate league.total (integer) (sfunc = int4pl, stype = integer, initcond = '0');

create sequence league.fresh;
create sequence league.drawn increment by 2 minvalue 2 maxvalue 100 cache 4 cycle;
select setval('league.drawn', 100);
create sequence league.exhausted as smallint maxvalue 3;
select setval('league.exhausted', 3);
create sequence league.backwards increment by -1 start with -5;
select nextval('league.backwards');
create sequence league.set_back;
select setval('league.set_back', 7, false);
grant usage on sequence league.drawn to scout;

create collation league.german from "C";
create function league.same(league.address, league.address) returns boolean language sql as 'select true';
create operator league.=== (leftarg = league.address, rightarg = league.address, function = league.same);
create function league.weigh(league.address) returns integer language sql as 'select 1';
create cast (league.address as integer) with function league.weigh(league.address);
create text search configuration league.plain (copy = simple);
create foreign data wrapper archive;
create server archive_server foreign data wrapper archive;
create conversion league.odd for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create function league.watch() returns event_trigger language plpgsql as 'begin end';
create event trigger watch on ddl_command_end execute function league.watch();

create publication changes for table league.teams, league.players with (publish = 'insert, delete');
create publication everything for all tables;

alter role scout set statement_timeout = '9s';
alter role scout set search_path = league, public;
grant "Front Office" to scout;
do $$ begin
  execute format('alter database %I set timezone = ''Europe/Rome''', current_database());
  execute format('alter role scout in database %I set search_path = league', current_database());
end $$;
