-- Views over joins that people really write, and nastier ones. `-- proven:` names the columns that are proven not null;
-- view-nullability.test.ts checks that no row of any database state breaks one of them. Columns not named are nullable.
create table teams (id integer primary key, name text not null, city text, founded date);
create domain shirt as integer not null check (value >= 0);
create table players (
  id integer primary key, team_id integer, name text not null, nick text, salary numeric, shirt shirt, active boolean,
  born timestamptz not null, tags text[] not null, extra jsonb not null
);
create table player_teams (player_id integer not null, team_id integer not null, since date, primary key (player_id, team_id));
create table games (id integer not null, home integer not null, away integer, score integer, played timestamp not null);
create table people (id integer not null, name text not null);
create table coaches (licence text not null) inherits (people);
create type grade as enum ('a', 'b');
create table grades (player_id integer not null, grade grade not null, weight double precision not null, note text);
create function never_null(integer) returns integer language sql immutable strict as 'select null::integer';
create function two_columns(out a integer, out b integer) returns setof record language sql as 'select 1, null::integer';

-- views
-- proven: id, name
create view plain as select id, name, city from teams;
-- proven: id
create view left_join as select t.id, p.id as player, p.name, p.nick from teams t left join players p on p.team_id = t.id;
-- proven: id, name
create view right_join as select t.id as team, p.id, p.name from teams t right join players p on p.team_id = t.id;
-- proven:
create view full_join as select t.id as team, t.name, p.id, p.name as player from teams t full join players p on p.team_id = t.id;
-- proven: id
create view full_using as select id, t.name, p.name as player from teams t full join players p using (id);
-- proven: id
create view full_using_thrice as select id, t.name from teams t full join players p using (id) full join games g using (id);
-- proven: id, name
create view left_using as select id, t.name, p.name as player from teams t left join players p using (id);
-- proven: player
create view right_using as select t.name, p.name as player from teams t right join (select id, name from players) p using (id);
-- proven: id
create view natural_full as select * from (select id from teams) a natural full join (select id from players) b;
-- proven:
create view full_under_left as select j.id, j.name from games g left join (teams t full join players p using (id, name)) j on j.id = g.home;
-- proven: id, player
create view aliased_join as select j.id, j.player from (teams t join (select id as player, team_id from players) p on p.team_id = t.id) as j;
-- proven: id
create view nested_left as
  select t.id, pt.team_id, p.name from teams t left join (player_teams pt join players p on p.id = pt.player_id) on pt.team_id = t.id;
-- proven: id, team_id, name
create view left_undone as
  select t.id, pt.team_id, p.name from teams t left join player_teams pt on pt.team_id = t.id join players p on p.id = pt.player_id;
-- proven: id, name, player
create view left_undone_by_where as select t.id, t.name, p.name as player, p.nick from teams t left join players p on p.team_id = t.id where p.id > 0;
-- proven: id
create view left_kept_by_where as select t.id, p.name from teams t left join players p on p.team_id = t.id where p.id is null or p.id > 0;
-- proven: id, city, team_id
create view conditions as select t.id, t.city, p.team_id from teams t, players p where t.city = 'Westside' and p.team_id = t.id;
-- proven: nick
create view not_null_test as select nick, salary from players where nick is not null;
-- proven: nick
create view either_way as select nick, salary from players where (nick = 'x' and salary > 1) or nick like 'y%';
-- proven: born
create view one_of_three as select nick, born from players where nick = 'x' or nick = 'yes' or salary > 6;
-- proven: active, salary
create view boolean_conditions as select active, salary, nick from players where not active and (salary > 1) is not unknown and (nick = 'a') is not true;
-- proven: nick
create view in_list as select nick, salary from players where nick in ('a', 'b') and salary <> all ('{}');
-- proven:
create view coalesce_condition as select nick, salary from players where coalesce(nick, 'x') = 'x' and (salary is null) = true;
-- proven: n, c, e, d, greatest
create view expressions as
  select coalesce(p.nick, p.name) as n, coalesce(p.nick, t.city) as nn, case when p.active then 'yes' else 'no' end as c,
    case when p.active then 'yes' end as cc, case when p.active then p.nick else 'no' end as ccc,
    nullif(p.id, 1) as nul, greatest(p.salary, 1) as greatest, (p.nick is null) as e, p.nick is distinct from 'x' as d, p.nick = 'x' as eq
  from players p, teams t;
-- proven: plus, up, dist, now, who, dow
create view calls as
  select id + 1 as plus, upper(name) as up, upper(nick) as nup, never_null(id) as strict_null, name is distinct from nick as dist,
    now() as now, current_user as who, current_schema as schema, date_trunc('day', born) as dow,
    extract(hour from born) as hour, to_char(born, '') as text, substring(name from 'x(.)') as part, extra ->> 'a' as member
  from players;
-- proven: a, s, ok
create view arrays as
  select array[nick] as a, array(select city from teams) as s, tags[1] as one, array_length(tags, 1) as length, name = any (tags) as any,
    id in (1, 2) as ok, id in (1, salary) as maybe, array_position(tags, name) as position from players;
-- proven: c, x, zero
create view subqueries as
  select (select count(*) from games) as c, exists (select from games g where g.home = t.id) as x, (select name from players p where p.id = t.id) as one,
    (select max(id) from players) as max, (select count(*) from players having count(*) > 1) as having,
    (select count(*) from players limit 0) as none, coalesce((select sum(salary) from players), 0) as zero, t.id in (select away from games) as member
  from teams t;
-- proven: n, z
create view aggregates as select count(*) as n, count(nick) as z, sum(id) as s, max(name) as m, array_agg(id) as a, string_agg(name, ',') as t from players;
-- proven: name, n, s, m, a, j, t, b
create view grouped as
  select name, nick, count(*) as n, sum(id) as s, max(name) as m, array_agg(nick) as a, json_agg(nick) as j, string_agg(name, ',') as t,
    bool_or(id > 1) as b, sum(salary) as ns, sum(id) filter (where id > 1) as f, stddev(id) as sd from players group by name, nick;
-- proven: n
create view grouping_sets as select name, born, count(*) as n, sum(id) as s from players group by grouping sets ((name), (born), ());
-- proven: n, g
create view rollup as select name, upper(name) as up, coalesce(name, 'all') as c, 'total'::text as label, count(*) as n, grouping(name) as g
  from players group by rollup (name, upper(name), coalesce(name, 'all'), 'total'::text);
-- proven: n, c
create view cube as select name, coalesce(name, 'all') as c, count(*) as n from players group by cube (name);
-- proven: up, one
create view grouped_expression as select upper(name) as up, id % 2 as one, nick from players group by upper(name), id % 2, nick;
-- proven: r, n, f
create view windows as select row_number() over () as r, lag(id) over () as l, count(*) over () as n, first_value(id) over () as f,
  sum(id) over (rows between 1 following and 1 following) as s from players;
-- proven: id
create view union_all as select id, name from teams union all select id, nick from players;
-- proven: id, name
create view union_not_null as select id, name from teams union select id, name from players union all values (1, 'x');
-- proven: nick
create view intersected as select nick from players intersect select name from players;
-- proven: name
create view excepted as select name from players except select nick from players;
-- proven:
create view excepted_null as select nick from players except select name from players;
-- proven: id
create view union_columns as select id, city as text from teams union all (select id, name from players except select 1, null);
-- proven: a
create view value_lists as select * from (values (1, 2), (3, null)) v(a, b);
-- proven: id
create view value_join as select t.id, v.a from teams t left join (values (1)) v(a) on v.a = t.id;
-- proven: id, n
create view common_table as with c as (select id, count(*) over () as n, city from teams) select id, n, city from c;
-- proven: n, path
create view recursive_ok as with recursive r(n, path) as (select 1, 'x'::text union all select n + 1, path || 'y' from r where n < 3) select * from r;
-- proven: n
create view recursive_null as with recursive r(n, path) as (select 1, 'x'::text union all select n + 1, null from r where n < 3) select * from r;
-- proven: n
create view recursive_chain as with recursive r(n, a, b) as (select 1, 1, 1 union all select n + 1, b, null::integer from r where n < 4) select * from r;
-- proven: id, name
create view lateral_join as select t.id, l.name, l.upper from teams t, lateral (select p.name, upper(p.nick) as upper from players p where p.team_id = t.id) l;
-- proven: id
create view lateral_left as select t.id, l.team, l.name from teams t left join lateral (select t.id as team, p.name from players p where p.team_id = t.id limit 1) l on true;
-- proven: id, g, o
create view functions as select t.id, g, u.tag, u.o from teams t, generate_series(1, 2) g, unnest(array['a', null]) with ordinality as u(tag, o);
-- proven:
create view rows_from as select * from rows from (generate_series(1, 2), generate_series(1, 3)) as f(a, b);
-- proven:
create view record_function as select * from two_columns();
-- proven: id
create view set_returning as select id, generate_series(1, 2) as a, generate_series(1, 3) as b, unnest(tags) as tag from players;
-- proven: shirt
create view domains as select shirt, nick::varchar(3) as nick from players;
-- proven: id
create view domain_outer as select t.id, p.shirt from teams t left join players p on p.id = t.id;
-- proven: id, name
create view over_view as select id, name, city from plain;
-- proven: id
create view over_left_view as select a.id, b.player, c.name from left_join a left join left_join b on b.id = a.id, lateral (select a.name) c;
-- proven: n, id
create view over_grouped as select g.n, t.id, g.nick from grouped g join teams t on t.name = g.name;
-- proven: id, name
create view inherited as select id, name from people;
-- proven: json, built, text, joined, concat
create view documents as select to_jsonb(p) as json, jsonb_build_object('a', p.nick) as built, p.id::text as text, concat(p.nick) as concat,
  concat_ws(p.nick, 'a') as ws, p.extra -> 'x' as x, p.name || '!' as joined, p.name || p.nick as nul from players p;
-- proven: distinct_on
create view distincts as select distinct on (nick) name as distinct_on, nick from players order by nick, salary;
-- proven: grade, heavier, note
create view enums as select grade, grade > 'a' as heavier, weight / 2 > 1 and note is null as note, note = 'x' and weight > 1 as maybe from grades;
-- proven: t, json
create view whole_row as select t, p, to_jsonb(t) as json, to_jsonb(p) as no_json, p.extra #>> '{a}' as path
  from teams t left join players p on p.id = t.id;
-- proven: low
create view ranges as select lower(name) as low, lower(int4range(id, id)) as bound, upper(daterange(null, null)) as up from players;
-- proven: id
create view joined_twice as select t.id, a.name as a, b.name as b from teams t left join players a on a.id = t.id left join players b on b.id = a.team_id;
-- proven: id, a
create view strict_on_second as select t.id, a.name as a from teams t left join players a on a.id = t.id inner join games g on g.home = a.team_id + 0;
-- proven: a
create view full_then_where as select a.name as a, b.name as b from teams a full join players b on a.id = b.id where a.id > 0;
-- proven: id
create view cross_level as select t.id, (select t.city) as city, (select s.n from (select t.founded as n) s) as founded from teams t where exists (select from games where home = t.id);
-- proven: n0, city, c
create view cross_level_condition as select (select count(*) from players p where p.name = t.city) as n0, t.city, coalesce((select t.city), 'x') as c from teams t where t.city > '';
-- proven: nick, other
create view case_guards as select case when nick is not null then nick else 'none' end as nick,
  case when nick is null then 'none' else nick end as other, case when nick > 'a' or salary > 1 then nick else '' end as half from players;
-- proven: id, name, city
create view case_presence as select t.id, case when p.id is null then '' else p.name end as name, case p.id when 2 then p.name else '' end as city,
  case when p.id > 0 then p.nick else '' end as nick from teams t left join players p on p.team_id = t.id;
-- proven: id, team, since, name
create view passed_join as select t.id, pt.team_id as team, coalesce(pt.since, '2000-01-01') as since, p.name from teams t
  left join (player_teams pt join players p on p.id = pt.player_id) on pt.team_id = t.id where p.id is not null;
-- proven:
create view full_not_passed as select t.name, g.home from teams t full join (players p join games g on g.home = p.id) on p.team_id = t.id where t.id is not null or p.id > 0;
-- proven: total, later, first, default_lag
create view window_frames as select sum(id) over (order by born) as total, max(id) over (order by id rows between current row and unbounded following) as later,
  first_value(name) over (partition by team_id) as first, lag(id, 1, 0) over (order by id) as default_lag, lag(id) over (order by id) as no_lag,
  sum(id) over (order by id rows between 2 preceding and 1 preceding) as before, max(id) over (order by id rows unbounded preceding exclude current row) as others,
  sum(id) filter (where id > 1) over () as filtered, case when nick is not null then max(nick) over () else '' end as nick from players;
-- proven: id, among, one
create view sublink_tests as select id, id in (select player_id from player_teams) as among, id = any (array[1, 2]) as one,
  id in (select team_id from players) as maybe, team_id in (select id from teams) as nullable from players;
-- proven: nick
create view in_subquery as select nick, salary from players where nick in (select city from teams) or (nick = 'yes' and salary is null);
-- proven: nick, n
create view having_known as select nick, count(*) as n, max(salary) as salary from players group by nick having nick is not null;
-- proven: key, value, part, number
create view set_functions as select e.key, e.value, s.part, u.number, x.text from players p, jsonb_each(case when jsonb_typeof(p.extra) = 'object' then p.extra else '{}' end) e,
  regexp_split_to_table(p.name, '') s(part), unnest(array[1, 2]) u(number), jsonb_each_text('{"a": null}') x(key, text);
-- proven: id, one
create view one_set as select id, unnest(array[1, 2]) as one from players;
-- proven: limited, constant
create view one_row_subqueries as select (select count(*) from players limit 1) as limited, (select 1) as constant, (select count(*) from players limit 0) as none, (select 1 where false) as no_row;
-- views since PostgreSQL 14
-- proven: word
create view words as select w.word, n.word as or_null from players p, string_to_table(p.name, ',') w(word), string_to_table(p.name, ',', 'x') n(word);
-- states: each between lines that say so; every view is read in every state
-- state: empty
-- state: teams only
insert into teams values (1, 'Eagles', null, null), (2, 'Hawks', '', 'infinity'), (3, 'Owls', 'Westside', '2001-01-01');
-- state: everything
insert into players values
  (1, null, 'Ann', null, null, 0, null, 'infinity', '{}', '{}'),
  (2, 1, '', '', 'NaN', 1, true, '-infinity', '{null,a}', 'null'),
  (3, 99, 'Cleo', 'x', 5, 2, false, '2001-02-03', '{a,b}', '{"a": null}'),
  (4, 2, 'Dee', null, 7, 3, true, '2001-02-03', '{}', '[]'),
  (9, 3, 'Westside', 'yes', null, 4, false, '2001-02-03', '{}', '1');
insert into player_teams values (1, 1, null), (2, 7, '2001-01-01'), (9, 2, null);
insert into games values (1, 1, null, null, 'infinity'), (2, 50, 2, 3, '2001-01-01'), (7, 2, 3, null, '2001-01-01');
insert into people values (1, 'Zoe');
insert into coaches values (2, 'Yan', 'A');
insert into grades values (1, 'a', 'NaN', null), (2, 'b', 1, 'x');
-- state: players only
delete from teams; delete from games;
