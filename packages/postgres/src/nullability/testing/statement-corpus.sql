-- Statements over the tables of view-corpus.sql, each below the names of the columns that are proven not null;
-- statement-nulls.test.ts runs them in every state and finds no NULL in one of those. Columns not named are nullable.
-- proven: id, name
select id, name, city from teams;
-- proven: id, name, city
insert into teams values (11, 'Foxes', 'here', null) returning id, name, coalesce(city, '') as city, founded;
-- proven: name
insert into teams (id, name) values (12, 'x') returning old.id, old.name as old_name, new.name, new.city;
-- proven: id, name
insert into teams values (1, 'again') on conflict (id) do update set city = null returning id, name, city;
-- proven: id, name, before
update teams set city = null where city is not null returning id, name, city, old.city as before, new.city as after;
-- proven: id, name, player
update teams t set city = p.nick from players p where p.id = t.id and p.salary > 0 returning t.id, t.name, t.city, p.name as player;
-- proven: id
update teams t set city = null from games g left join players p on p.id = g.away where g.home = t.id returning t.id, p.name, g.score;
-- proven: id, city, gone
delete from teams where city > '' returning id, city, founded, old.id as gone, new.id as none;
-- proven: name
delete from games g using teams t where t.id = g.home returning g.score, t.name, t.city;
-- proven: id, name, action
merge into teams t using (values (1, 'One'), (70, 'Seventy')) v(id, name) on t.id = v.id
  when matched then update set city = null when not matched then insert values (v.id, v.name)
  returning t.id, t.name, t.city, old.id as before, new.id as after, merge_action() as action;
-- proven: id
merge into teams t using (values (1, 'One')) v(id, name) on t.id = v.id
  when not matched by source then update set city = 'none' when matched then update set city = v.name
  returning t.id, v.name, v.id as source;
-- proven: source
merge into teams t using (values (1, 'One')) v(id, name) on t.id = v.id when matched then delete returning v.id as source, new.name;
-- proven: id, name
with gone as (delete from teams where name > '' returning id, name, city) select * from gone;
-- proven: id
with made as (insert into games values (90, 1, null, null, now()) returning id, score) select made.id, made.score, t.name from made left join teams t on t.id = made.id;
-- proven: id, name
with moved as (update players set nick = null where nick is not null returning id, name, nick) select id, name, nick from moved;
-- proven: t, was_there
update teams set name = name returning teams as t, old is null as was_there;
-- proven: t
update teams t set name = t.name returning t, (select nick from players p where p.id = t.id) as nick;
-- proven:
update plain_teams set city = null returning id, name;
-- proven:
update hidden_teams set city = null returning city;
-- proven:
insert into ruled values (1) returning id;
-- proven: id
insert into people values (5, 'Pam') returning id;
-- proven: id
select id from people;
-- proven: object, list, parsed, is_json, element
select json_object('a': null) as object, json_array(1, null) as list, json('{}') as parsed, '1' is json as is_json, xmlelement(name a) as element,
  json_value('{"a": 1}', '$.b') as no_value;
-- proven: tags, names
select nick, array_agg(salary) as tags, json_arrayagg(name) as names, max(salary) as salary from players group by nick;
-- proven: id
select distinct on (id) id, city from teams order by id;
-- proven: id
select id, city from teams order by id for update;
-- proven: id, n
select t.id, x.n, x.low from teams t cross join lateral (select count(*) as n, min(p.id) as low from players p where p.team_id = t.id) x;
-- proven: id, g
select id, generate_series(1, 2) as g, city from teams;
-- proven: a
(select id as a, city as b from teams order by id limit 1) union all (select 0, null) order by a;
-- proven: id, name
table teams;
-- proven: column1
values (1, 'x'), (2, null);
-- proven: format, ws, text, age
select format('%s', null) as format, concat_ws(',', null) as ws, 1::text as text, 'x' similar to 'x' as age, to_char(now(), 'YYYY') as year,
  '{"a": 1}'::jsonb -> 'b' as field, nullif(1, 1) as nothing;
-- proven:
select upper(name) as up, upper(city) as city from teams group by rollup (upper(city)), name having name > '';
-- proven: n, g
select city, count(*) as n, grouping(city) as g from teams group by grouping sets ((city), ());
-- proven: id
select id, case when city is not null then city end as city from teams;
-- proven: b
select case when g.score is null then 'none' else (select 'x'::text) end as b, case when g.score > 0 then g.score else p.id end as c
  from games g left join players p on p.id = g.away;
-- proven: s, v, c, j
with c as (select city from teams) select s, v, c, j, x, y from (select null::text as nothing) s, (values (null::text)) v(nothing), c,
  (teams t left join games g on g.home = t.id) j left join (select city from teams) x on x.city = 'Westside' left join (teams t2 join games g2 on true) y on y.name = '';
-- proven: strict, pairs
select nick, json_agg_strict(salary) as strict, jsonb_object_agg_unique_strict(id, salary) as pairs from players group by nick;
