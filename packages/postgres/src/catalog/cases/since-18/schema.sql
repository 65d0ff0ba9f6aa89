-- since: 18
create table players (
  id integer primary key,
  name text,
  shout text generated always as (upper(name)) virtual,
  age integer,
  team text not null no inherit
);
insert into players values (1, 'Ann', default, null, 'Westside');
alter table players add constraint age_known not null age not valid;
create table guests () inherits (players);
create table seasons (team int4range, during daterange, primary key (team, during without overlaps));
create unique index one_name on players (name) nulls not distinct;
