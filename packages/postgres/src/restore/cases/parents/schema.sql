-- since: 18
-- Partitions and children whose columns stand in another order than their parents', and whose keys have names of their own.
create schema league;
create type league.phase as enum ('regular', 'playoff');
create table league.venues (id integer primary key, name text);
create table league.games (
  id bigint generated always as identity, phase league.phase not null default 'regular', played date not null, venue integer,
  doubled bigint generated always as (venue * 2) stored, constraint games_key primary key (id, played, phase)
) partition by list (phase);
create table league.regular_games (
  venue integer, doubled bigint generated always as (venue * 3) stored, gone text, played date not null,
  phase league.phase not null default 'playoff', id bigint not null, constraint regular_key primary key (played, id, phase)
) partition by range (played);
alter table league.regular_games drop column gone;
alter table league.regular_games drop constraint regular_key;
alter table league.games attach partition league.regular_games for values in ('regular');
create table league.regular_2026 partition of league.regular_games (constraint own_check check (venue > 0))
  for values from ('2026-01-01') to ('2027-01-01');
create table league.regular_rest partition of league.regular_games default;
create table league.playoff_games partition of league.games for values in ('playoff') partition by hash (id);
create table league.playoff_0 partition of league.playoff_games for values with (modulus 2, remainder 0);
create table league.playoff_1 partition of league.playoff_games for values with (modulus 2, remainder 1);
alter table league.games add constraint games_venue foreign key (venue) references league.venues on delete cascade;
alter index league.regular_2026_pkey rename to named_key;
alter table league.regular_2026 add constraint own_venue foreign key (venue) references league.venues;
create unique index games_by_venue on league.games (venue, phase, played, id);
alter index league.playoff_0_pkey rename to renamed_playoff_key;
create table league.tickets (id bigint, played date, phase league.phase, before bigint,
  constraint tickets_game foreign key (id, played, phase) references league.games match full not valid);
alter table league.tickets add constraint positive check (id > 0) not valid;
alter table league.tickets add constraint unenforced check (id > 1) not enforced;

create table league.people (id integer primary key, name text not null, constraint named check (name <> ''));
create table league.staff (badge text, since date default '2020-01-01');
create table league.coaches (licence text default 'B', constraint only_here check (licence <> '') no inherit) inherits (league.people, league.staff);
alter table league.people add column email text default 'none';
create table league.scouts (email text, badge integer, name text not null, id integer not null, constraint named check (name <> ''));
alter table league.scouts inherit league.people;
create table league.head_coaches () inherits (league.coaches);
create table league.areas (code text) partition by range (lower(code), code collate "C");
