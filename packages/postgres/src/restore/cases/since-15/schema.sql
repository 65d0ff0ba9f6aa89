-- since: 15
-- What a snapshot does not hold and has to be made up: bodies, states of aggregates, sequences, collations, rules.
create schema league;
create table league.spots (id integer primary key, size real);
create function league.int_fn(integer) returns integer language internal immutable strict as 'int4abs';
create function league.win(anyelement) returns bigint language internal window as 'window_row_number';
create function league.any_args(variadic "any") returns text language internal stable as 'text_concat_ws';
create function league.read(cstring) returns text language internal immutable strict as 'textin';
create function league.poly(a anyelement, variadic b anyarray) returns anyarray language sql as 'select b';
create function league.poly_range(a anycompatible, b anycompatiblerange default null) returns setof anycompatible language plpgsql as 'begin end';
create function league.outs(in a int, out b int, inout c text, out d league.spots) language plpgsql as 'begin end';
create function league.outs_sql(in a int, out b int, inout c text) language sql as 'select 1, ''x''::text';
create function league.rec() returns record language sql as 'select 1, 2';
create function league.setrec() returns setof record language plpgsql as 'begin end';
create function league.ev() returns event_trigger language plpgsql as 'begin end';
create function league.curs(refcursor) returns refcursor language plpgsql as 'begin return $1; end';
create function league.dflt(a int, b text default E'it''s\\ "x", OUT y', c timestamptz default now(), d int[] default '{1,2}'::int[])
  returns void language sql as '';
create function league.standard(a int) returns table (x int, "y z" league.spots) language sql
  begin atomic select s.id, s.* :: league.spots from league.spots s where s.id = a; end;
create procedure league.proc(a int, inout b text default 'x') language plpgsql as 'begin end';
create procedure league.proc_sql(out b text) language sql as 'select ''x''::text';
create language coachscript handler pg_catalog.plpgsql_call_handler;
create function league.scripted(a int) returns int language coachscript as 'begin return 1; end';

create function league.two_s(bigint, int, text) returns bigint language sql as 'select 1::bigint';
create aggregate league.two(n int, t text) (sfunc = league.two_s, stype = int8);
create aggregate league.agg_any(*) (sfunc = int8inc, stype = int8, initcond = '0');
create aggregate league.arr(anycompatible) (sfunc = array_append, stype = anycompatiblearray, initcond = '{}');
create aggregate league.pct(double precision order by anyelement)
  (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create aggregate league.hyp(variadic "any" order by variadic "any")
  (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
create function league.fin(int) returns record language sql as 'select 1, 2';
create aggregate league.rec_agg(int) (sfunc = int4pl, stype = int4, finalfunc = league.fin);

create type league.text_range as range (subtype = text, collation = "C", multirange_type_name = league.many_texts);
create table league.ranged (a league.text_range default '[a,b)', b league.many_texts);
create type league.distance as range (subtype = float8, subtype_diff = float8mi);
create collation league.german from "C";
create table league.names (a text collate league.german, b text generated always as (lower(a collate league.german)) stored);
create view league.sorted as select a collate league.german as x from league.names order by a collate "C";
create rule write_sorted as on insert to league.sorted do instead nothing;
create domain league.word as text collate league.german check (value <> '' collate league.german);
create view league.checked as select id from league.spots where id > 0 with check option;
create view league.secure with (security_barrier) as select id from league.spots;
create view league.with_default as select id, size from league.spots;
alter view league.with_default alter column size set default 3;
create table league.odd_keys (a int, b int, unique nulls not distinct (a) include (b));
create sequence league.old_numbers;
create table league.old_serials (id int default nextval(('league.old_numbers'::text)::regclass));
create sequence league."odd \ name's";
create table league.odd_serials (id int default nextval('league."odd \ name''s"'));
create table league.here (id integer primary key, o integer);
create table league.there (id integer primary key, o integer references league.here);
alter table league.here add foreign key (o) references league.there;
create function league.takes(league.odd_keys[], league.with_default) returns league.text_range language sql
  as 'select null::league.text_range';
create view league.called as select f.x, (f."y z").size from league.standard(3) f;
create view league.folded as
  select json_object_agg(id, size) as j, grouping(id) as g, row_number() over w as n, extract(year from now()) as y
  from league.spots group by grouping sets ((id), (size), ()) window w as (order by id);
