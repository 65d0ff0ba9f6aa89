-- Statements over the tables of view-corpus.sql and shape-schema.sql. Above each stand the shapes of its columns, `-` where none is said;
-- json-shape.test.ts runs them in every state of shape-states.sql and finds no value that is not as its shape says.
-- UPDATE_GOLDENS=1 writes the shapes anew.

-- a: {id: integer, name: text, city: text | null, founded: date | null}
-- b: {}
-- c: [integer | text | null]
-- d: [never]
-- e: {a: {b: text | null}, list: [integer | null]}
select json_build_object('id', id, 'name', name, 'city', city, 'founded', founded) as a, jsonb_build_object() as b, json_build_array(id, name, city) as c,
  jsonb_build_array() as d, jsonb_build_object('a', jsonb_build_object('b', city), 'list', jsonb_build_array(id, null)) as e from teams;

-- kept_twice: {a: integer | text}
-- last: {a: text}
-- stripped: {a?: integer | text}
-- keyed: {*: integer | text | null}
-- odd_keys: {1: null, é: {}}
-- variadic_object: -
-- keys: {fixed: integer, nothing: null, text: text, __proto__: integer}
select json_build_object('a', 1, 'a', 'x') as kept_twice, jsonb_build_object('a', 1, 'a', 'x') as last, json_strip_nulls(json_build_object('a', 1, 'a', city)) as stripped,
  json_build_object(name, id, 'x', city) as keyed, json_build_object(1, null, 'é'::text, '{}'::json) as odd_keys, json_build_object(variadic array['a', 'b']) as variadic_object,
  json_build_object('fixed'::varchar, 1, 'nothing', null, 'text', 'literal', '__proto__', 1) as keys from teams;

-- rows: [{id: integer, name: text, city: text | null, founded: date | null}]
-- stars: [{id: integer, name: text, city: text | null, founded: date | null}]
-- names: [text]
-- cities: [text | null]
-- different: [text | null]
-- strict: [text]
-- filtered: [text]
-- map: {*: text | null}
-- strict_map: {*: text}
-- unique_map: {*: text}
select json_agg(t) as rows, json_agg(t.*) as stars, jsonb_agg(t.name) as names, json_agg(t.city order by t.id) as cities, jsonb_agg(distinct t.city) as different,
  json_agg_strict(t.city) as strict, json_agg(t.city) filter (where t.city is not null) as filtered, json_object_agg(t.name, t.city) as map,
  jsonb_object_agg_strict(t.name, t.city) as strict_map, json_object_agg_unique(t.id, t.name) as unique_map from teams t;

-- players: [{id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown} | null]
-- present: [{id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}]
-- names: [text]
-- built: [{id: integer, nick: text | null}]
-- map: {*: text | null}
select t.id, json_agg(p) as players, json_agg(p) filter (where p.id is not null) as present, coalesce(json_agg(p.name) filter (where p.id is not null), '[]') as names,
  coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'nick', p.nick)) filter (where p.id is not null), '[]'::jsonb) as built,
  coalesce(jsonb_object_agg(p.id, p.nick) filter (where p.id is not null), '{}') as map
  from teams t left join players p on p.team_id = t.id group by t.id;

-- row: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- same: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- name: text
-- nick: text
-- tags: [text | null]
-- array: [text | null]
-- pretty: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- inside: {p: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown} | null}
-- shirt: integer
-- extra: -
select row_to_json(p) as row, to_json(p) as same, to_jsonb(p.name) as name, to_json(p.nick) as nick, to_json(p.tags) as tags, array_to_json(p.tags) as array, row_to_json(p, true) as pretty,
  json_build_object('p', p) as inside, to_json(p.shirt) as shirt, to_json(p.extra) as extra
  from teams t left join players p on p.team_id = t.id;

-- row: {id: integer, name: character varying(20), contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, contacts: [{home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null] | null, scores: [integer | null] | null, spot: {street: text | null, number: integer | null} | null, moods: [public.mood | null], tempo: unknown, raw: unknown, doc: unknown, grid: [[integer | null]], amount: numeric(6,2) | null, big: bigint, at: timestamp with time zone, ok: boolean | null, key: oid, bytes: bytea | null, span: int4range | null, vector: [smallint | null], double: double precision}
select row_to_json(m) as row from members m;

-- contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null}
-- contacts: [{home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null]
-- scores: [integer | null]
-- spot: {street: text | null, number: integer | null}
-- moods: [public.mood | null]
-- tempo: -
-- scalars: {raw: unknown, doc: unknown, grid: [[integer | null]], amount: numeric(6,2) | null, big: bigint, at: timestamp with time zone, ok: boolean | null, key: oid, bytes: bytea | null, span: int4range | null, vector: [smallint | null], double: double precision}
-- home: {street: text | null, number: integer | null}
-- phones: [text | null]
select to_json(contact) as contact, to_json(contacts) as contacts, to_jsonb(scores) as scores, to_json(spot) as spot, to_json(moods) as moods, to_json(tempo) as tempo,
  json_build_object('raw', raw, 'doc', doc, 'grid', grid, 'amount', amount, 'big', big, 'at', at, 'ok', ok, 'key', key, 'bytes', bytes, 'span', span, 'vector', vector, 'double', double) as scalars,
  to_json((contact).home) as home, to_json((contact).phones) as phones from members;

-- view: {number: integer, name: character varying(20), contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, moods: [public.mood | null], doc: unknown}
-- all_rows: [{number: integer, name: character varying(20), contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, moods: [public.mood | null], doc: unknown}]
select row_to_json(v) as view, json_agg(v) over () as all_rows from named_members v;

-- row: {x: integer, city: text | null, list: [integer]}
select row_to_json(s) as row from (select id as x, city, json_build_array(id) as list from teams) s;

-- renamed: {a: integer, b: text | null, name: text}
select row_to_json(s) as renamed from (select id, city, name from teams) s(a, b);

-- not_renamed: {id: integer, name: text, city: text | null, founded: date | null}
select row_to_json(t) as not_renamed from teams t(a, b);

-- twice: {a: integer | text | null}
-- stripped: {a?: integer | text}
select row_to_json(s) as twice, json_strip_nulls(row_to_json(s)) as stripped from (select id as a, city as a from teams) s;

-- row: {a: integer, b: text | null}
select row_to_json(v) as row, v.b from (values (1, 'x'), (2, null)) v(a, b);

-- row: {id: integer, doc: {c: text | null}}
-- doc: {c: text | null}
-- rows: [{id: integer, doc: {c: text | null}} | null]
with w as (select id, json_build_object('c', city) as doc from teams), m as materialized (select * from w)
  select row_to_json(w) as row, m.doc, json_agg(m) over () as rows from w left join m on m.id = w.id + 1;

-- joined: {id: integer | null, name: text | null, city: text | null, founded: date | null, team_id: integer | null, nick: text | null, salary: numeric | null, shirt: integer | null, active: boolean | null, born: timestamp with time zone | null, tags: [text | null] | null, extra: unknown}
select row_to_json(j) as joined from (teams t left join players p on p.team_id = t.id) j;

-- whole: {id: integer | null, name: text | null, city: text | null, founded: date | null, team_id: integer | null, nick: text | null, salary: numeric | null, shirt: integer | null, active: boolean | null, born: timestamp with time zone | null, tags: [text | null] | null, extra: unknown}
-- inside: {j: {id: integer | null, name: text | null, city: text | null, founded: date | null, team_id: integer | null, nick: text | null, salary: numeric | null, shirt: integer | null, active: boolean | null, born: timestamp with time zone | null, tags: [text | null] | null, extra: unknown} | null}
select row_to_json(j) as whole, json_build_object('j', j) as inside from games g left join (teams t join players p using (id)) j on j.id = g.home;

-- merged: {id: integer, name: text, city: text | null, founded: date | null, team_id: integer | null, nick: text | null, salary: numeric | null, shirt: integer | null, active: boolean | null, born: timestamp with time zone | null, tags: [text | null] | null, extra: unknown}
select to_json(j) as merged from (teams t full join players p using (id, name)) j;

-- row: {n: text, nick: text | null, city: text | null}
-- inside: {l: {n: text, nick: text | null, city: text | null} | null, n: text | null}
select row_to_json(l) as row, json_build_object('l', l, 'n', l.n) as inside from teams t left join lateral (select p.name as n, p.nick, t.city from players p where p.team_id = t.id limit 1) l on true;

-- doc: {n: bigint, m: numeric | null}
-- docs: [text | null]
select t.id, l.doc, l.docs from teams t cross join lateral (select jsonb_agg(p.nick) as docs, jsonb_build_object('n', count(*), 'm', max(p.salary)) as doc from players p where p.team_id = t.id) l;

-- players: [{id: integer, team_id: integer, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}]
-- own: {id: integer, city: text | null}
-- nested: {best: {name: text} | null, ids: [integer], docs: [{s: integer}], count: bigint}
select (select json_agg(p) from players p where p.team_id = t.id) as players, (select row_to_json(x) from (select t.id, t.city) x) as own,
  json_build_object('best', (select json_build_object('name', p.name) from players p where p.id = t.id), 'ids', array(select p.id from players p),
    'docs', array(select json_build_object('s', p.shirt) from players p), 'count', (select count(*) from players)) as nested from teams t;

-- written: [integer | null]
-- known: [text]
-- window_array: [text | null]
-- two: [[integer] | [null]]
-- docs: [{a: text | null}]
-- constant: [text]
-- literal: [integer | null]
select to_json(array[id, null]) as written, to_json(array[name]) as known, to_json(array_agg(city) over ()) as window_array, to_json(array[array[id], array[null::int]]) as two,
  to_json(array[json_build_object('a', city)]) as docs, to_json(array['a', 'b']::text[]) as constant, to_json('{1,2}'::int[]) as literal from teams;

-- cities: [text | null]
-- rows: [{id: integer, name: text, city: text | null, founded: date | null}]
-- nested: [[integer]]
-- docs: [{a: text | null}]
select to_json(array_agg(t.city)) as cities, to_json(array_agg(t)) as rows, array_to_json(array_agg(array[t.id, 1])) as nested, to_jsonb(array_agg(jsonb_build_object('a', t.city))) as docs from teams t;

-- row: {f1: integer, f2: text | null, f3: text}
-- address: {street: text, number: integer}
-- inside: [{f1: integer}]
-- expanded: {f1: integer, f2: text, f3: text | null, f4: date | null}
select to_json(row(id, city, 'x')) as row, to_json(row(name, id)::address) as address, json_build_array(row(id)) as inside, to_json(row(t.*)) as expanded from teams t;

-- or_empty: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown} | {}
-- or_text: text
-- guarded: {id: integer, nick: text | null}
-- either: text | numeric
-- maybe: [never]
-- nullified: text
-- mixed: {p: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}, name: text, nick: text | null} | {p: null}
select coalesce(row_to_json(p), '{}') as or_empty, coalesce(to_jsonb(p.nick), '"none"', '1') as or_text, case when p.id is null then null else json_build_object('id', p.id, 'nick', p.nick) end as guarded,
  case when p.nick is not null then to_json(p.nick) else to_json(p.salary) end as either, case p.id when 2 then '[]'::json end as maybe,
  nullif(to_jsonb(p.nick), '"x"') as nullified, case when p.id > 0 then json_build_object('p', p, 'name', p.name, 'nick', p.nick) else '{"p": null}' end as mixed
  from teams t left join players p on p.team_id = t.id;

-- list: [never]
-- object: {}
-- document: {a: numeric, b: [numeric | text | {c: boolean} | null], f: numeric, n: null}
-- json: {a: {b: [never]}, t: text}
-- nothing: null
-- text: text
-- number: numeric
-- boolean: boolean
-- twice: -
-- last: {a: null}
-- sql_null: never
select '[]'::json as list, '{}'::jsonb as object, '{"a": 1, "b": [1, "x", null, {"c": true}], "n": null, "f": -1.5e3}'::jsonb as document, '{"a": {"b": []}, "t": "\u00e9:{"}'::json as json,
  'null'::json as nothing, '"x"'::jsonb as text, '1'::json as number, 'false'::jsonb as boolean, '{"a": 1, "a": null}'::json as twice, '{"a": 1, "a": null}'::jsonb as last, null::json as sql_null;

-- object: {id: integer, city: text | null}
-- absent: {city?: text}
-- jsonb: {id: integer}
-- array: [integer | text]
-- with_null: [integer | text | null]
-- of_query: [text]
-- empty: [never]
-- twice: {a: integer | text}
-- twice_jsonb: {a: integer | text}
-- keyed: {*: text | null}
-- raw: {raw: unknown}
-- scalar: integer
-- nullable: text
-- parsed: -
-- row: [{id: integer, name: text, city: text | null, founded: date | null}]
select json_object('id': id, 'city': city) as object, json_object('city': city absent on null) as absent, json_object('id': id absent on null returning jsonb) as jsonb,
  json_array(id, city) as array, json_array(id, city null on null) as with_null, json_array(select city from teams) as of_query, json_array() as empty,
  json_object('a': id, 'a': city absent on null) as twice, json_object('a': id, 'a': city absent on null returning jsonb) as twice_jsonb, json_object(name: city) as keyed,
  json_object('raw': '[1]' format json) as raw, json_object('id': id returning text) as text, json_scalar(id) as scalar, json_scalar(city) as nullable, json('[1]') as parsed, json_array(t) as row from teams t;

-- strict: [text]
-- with_null: [text | null]
-- rows: [{id: integer, name: text, city: text | null, founded: date | null}]
-- map: {*: text | null}
-- strict_map: {*: text}
-- of_rows: {*: {id: integer, name: text, city: text | null, founded: date | null}}
-- filtered: [text]
select json_arrayagg(t.city) as strict, json_arrayagg(t.city null on null returning jsonb) as with_null, json_arrayagg(t order by t.id) as rows, json_objectagg(t.name: t.city) as map,
  json_objectagg(t.name: t.city absent on null returning jsonb) as strict_map, json_objectagg(t.id: t with unique keys) as of_rows, json_arrayagg(t.id returning text) as text,
  json_arrayagg(t.city) filter (where t.id > 1) as filtered from teams t;

-- row: {id: integer, name: text, city?: text, founded?: date}
-- nested: {a?: text, b: [text | {c?: text} | null]}
-- in_arrays: {a: [text]}
-- unknown: {any?: unknown}
-- scalar: text
-- map: {*: text}
select json_strip_nulls(row_to_json(t)) as row, jsonb_strip_nulls(jsonb_build_object('a', t.city, 'b', jsonb_build_array(t.city, jsonb_build_object('c', t.city)))) as nested,
  jsonb_strip_nulls(jsonb_build_object('a', jsonb_build_array(t.city)), true) as in_arrays, json_strip_nulls(json_build_object('any', p.extra)) as unknown,
  jsonb_strip_nulls(to_jsonb(t.city)) as scalar, jsonb_strip_nulls(jsonb_build_object(t.name, t.city)) as map from teams t left join players p on p.id = t.id;

-- objects: {a: text, b: text | null}
-- arrays: [integer]
-- mixed: -
-- scalars: -
-- row: {id: integer, name: text, city: text | null, founded: date | null, extra: boolean}
-- unclear: -
-- map: {*: integer | null}
-- sure: {a: numeric}
-- unsure: {a: numeric | text}
-- null_and: -
select jsonb_build_object('a', id) || jsonb_build_object('b', city, 'a', name) as objects, '[]'::jsonb || jsonb_build_array(id) as arrays, jsonb_build_object('a', 1) || jsonb_build_array(1) as mixed,
  to_jsonb(id) || to_jsonb(name) as scalars, to_jsonb(t) || '{"extra": true}' as row, coalesce(to_jsonb(t.city), '{}') || '{}' as unclear, jsonb_build_object(name, id) || '{"x": null}' as map,
  jsonb_strip_nulls(jsonb_build_object('a', city)) || '{"a": 1}' as sure, '{"a": 1}'::jsonb || jsonb_strip_nulls(jsonb_build_object('a', city)) as unsure, 'null'::jsonb || '{}' as null_and from teams t;

-- cast: {a: text | null}
-- back: [integer]
-- through_text: -
-- domain: {id: integer, name: text, city: text | null, founded: date | null}
-- based: {id: integer, name: text, city: text | null, founded: date | null}
select json_build_object('a', city)::jsonb as cast, jsonb_build_array(id)::json as back, json_build_object('a', city)::text::json as through_text, to_jsonb(t)::document as domain, (to_jsonb(t)::document)::jsonb as based from teams t;

-- field: text
-- nullable: text | null
-- none: never
-- element: integer | text | null
-- deep: integer
-- of_map: integer
-- of_scalar: integer
-- dynamic: integer | text | date | null
-- json_null: text | null
-- twice: -
select to_jsonb(t) -> 'name' as field, to_jsonb(t) -> 'city' as nullable, to_jsonb(t) -> 'none' as none, jsonb_build_array(t.id, t.city) -> 0 as element, json_build_object('a', t) -> 'a' -> 'id' as deep,
  jsonb_build_object(t.name, t.id) -> 'Eagles' as of_map, to_jsonb(t.id) -> 0 as of_scalar, to_jsonb(t) -> lower('NAME') as dynamic, jsonb_build_object('a', t.city) -> 'a' -> 0 as json_null, '{"a": 1, "a": null}'::json -> 'a' as twice from teams t;

-- doc: {id: integer, city: text | null}
-- whole: {id: integer, name: text, city: text | null, founded: date | null}
select doc, whole from documents;

-- doc: {id: integer, city: text | null}
-- docs: [{id: integer, city: text | null}]
select doc, docs from documented;

-- rows: [{id: integer, doc: {id: integer, city: text | null}, whole: {id: integer, name: text, city: text | null, founded: date | null}}]
-- best: {d: integer | null}
select json_agg(d) as rows, json_build_object('d', max(d.id)) as best from documents d;

-- doc: {id: integer, name: text}
-- whole: -
-- row: {id: integer, doc: {id: integer, name: text}, whole: unknown}
select doc, whole, row_to_json(k) as row from kept k;

-- doc: {id: integer, name: text}
-- whole: -
select doc, whole from over_kept;

-- row: {id: integer | null, name: character varying(20) | null, contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, contacts: [{home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null] | null, scores: [integer | null] | null, spot: {street: text | null, number: integer | null} | null, moods: [public.mood | null] | null, tempo: unknown, raw: unknown, doc: unknown, grid: [[integer | null]] | null, amount: numeric(6,2) | null, big: bigint | null, at: timestamp with time zone | null, ok: boolean | null, key: oid | null, bytes: bytea | null, span: int4range | null, vector: [smallint | null] | null, double: double precision | null}
select to_json(f) as row from best_member() f;

-- rows: [{id: integer | null, name: character varying(20) | null, contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, contacts: [{home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null] | null, scores: [integer | null] | null, spot: {street: text | null, number: integer | null} | null, moods: [public.mood | null] | null, tempo: unknown, raw: unknown, doc: unknown, grid: [[integer | null]] | null, amount: numeric(6,2) | null, big: bigint | null, at: timestamp with time zone | null, ok: boolean | null, key: oid | null, bytes: bytea | null, span: int4range | null, vector: [smallint | null] | null, double: double precision | null} | null]
-- names: [character varying(20) | null]
select json_agg(f) as rows, json_agg(f.name) as names from all_members() f;

-- null_row: {street: text | null, number: integer | null}
-- inside: {f: {street: text | null, number: integer | null} | null}
select to_json(f) as null_row, json_build_object('f', f) as inside from home() f;

-- unknown: -
select row_to_json(f) as unknown from pairs() f;

-- listed: {a: integer | null, b: text | null, doc: unknown}
-- doc: -
select row_to_json(f) as listed, f.doc from json_to_recordset('[{"a": 1, "doc": {}}, {"b": "x"}]') as f(a int, b text, doc json);

-- number: integer
-- j: {a: integer}
-- ordinal_row: -
select to_json(f) as number, j, row_to_json(o) as ordinal_row from generate_series(1, 2) f, json_build_object('a', f) j, unnest(array['x', null]) with ordinality o(tag);

-- own: -
-- handed: -
-- inside: {own: unknown}
select own_json(id) as own, strict_json(json_build_object('a', id)) as handed, json_build_object('own', own_json(id)) as inside from teams;

-- doc: {a: text | null} | {b: text}
select json_build_object('a', city) as doc from teams union all select json_build_object('b', p.name) from players p;

-- value: {a: integer} | text
select v as value from (select jsonb_build_object('a', id) as v from teams union select to_jsonb(nick) from players) u;

-- v: {a: integer}
select jsonb_build_object('a', id) as v from teams except select '{"a": 1}' from players;

-- row: {a: numeric, b: text | null}
select to_json(u) as row from (select 1 as a, city as b from teams union all select 2.5, name from players) u;

-- cast_in_union: numeric
select to_json(x) as cast_in_union from (select id from teams union all select salary from players) u(x);

-- arrays: [numeric | null]
select to_json(x) as arrays from (select array[1] as x union all select array[2.5, null]) u;

-- doc: {n: integer}
with recursive r(n, doc) as (select 1, json_build_object('n', 1) union all select n + 1, doc from r where n < 3) select doc from r;

-- doc: {n: integer} | {in: unknown}
-- row: {n: integer, doc: {n: integer} | {in: unknown}}
with recursive r(n, doc) as (select 1, jsonb_build_object('n', 1) union all select n + 1, jsonb_build_object('in', doc) from r where n < 4) select doc, row_to_json(r) as row from r;

-- doc: {n: integer}
with recursive r(n, doc) as (select 1, jsonb_build_object('n', 1) union all select n + 1, coalesce(doc, '[]') from r where n < 3) select doc from r;

-- doc: {city: text | null}
-- ids: [integer]
select jsonb_build_object('city', city) as doc, count(*) as n, json_agg(id) as ids from teams group by jsonb_build_object('city', city);

-- doc: {city: text | null}
-- built: {g: text | null, n: bigint}
select jsonb_build_object('city', city) as doc, json_build_object('g', city, 'n', count(*)) as built from teams group by rollup (jsonb_build_object('city', city), city);

-- row: {id: integer, name: text, city: text | null, founded: date | null}
-- built: {name: text, games: [{id: integer, home: integer, away: integer | null, score: integer | null, played: timestamp without time zone} | null]}
select row_to_json(t) as row, json_build_object('name', t.name, 'games', json_agg(g)) as built from teams t left join games g on g.home = t.id group by t.id;

-- framed: [text]
-- first: text
-- lag: integer | text
-- filtered: [text]
-- map: {*: text | null}
select json_agg(name) over (order by id rows between 1 preceding and 1 preceding) as framed, first_value(to_json(city)) over (order by id desc) as first, lag(to_json(id), 1, '"none"') over (order by id) as lag,
  json_agg(city) filter (where city is not null) over () as filtered, json_object_agg(name, city) over () as map from teams;

-- any: text
-- built: {max: integer | null, avg: numeric | null, n: bigint, names: text | null}
select any_value(to_json(city)) as any, json_build_object('max', max(id), 'avg', avg(id), 'n', count(*), 'names', string_agg(name, ',')) as built from teams;

-- known: {nick: text, salary: numeric}
select json_build_object('nick', nick, 'salary', salary) as known from players where nick is not null and salary > 0;

-- present: {id: integer, team_id: integer | null, name: text, nick: text, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- nick: text
select t.id, row_to_json(p) as present, to_json(p.nick) as nick from teams t left join players p on p.team_id = t.id where p.nick > '';

-- row: {id: integer, name: text, city: text | null, founded: date | null}
-- built: {city: text | null}
-- before: {id: integer | null, name: text | null, city: text | null, founded: date | null}
-- after: {id: integer, name: text, city: text | null, founded: date | null}
insert into teams values (11, 'Foxes', null, null) returning row_to_json(teams) as row, json_build_object('city', city) as built, to_json(old) as before, to_json(new) as after;

-- before: {id: integer | null, name: text | null, city: text | null, founded: date | null}
-- after: {id: integer, name: text, city: text | null, founded: date | null}
-- inside: {old: {id: integer | null, name: text | null, city: text | null, founded: date | null} | null}
insert into teams (id, name) values (1, 'again') on conflict (id) do update set city = null returning to_json(old) as before, to_json(new) as after, json_build_object('old', old) as inside;

-- row: {id: integer, name: text, city: text | null, founded: date | null}
-- player: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- change: {before: text | null, after: {id: integer, name: text, city: text | null, founded: date | null}}
update teams t set city = p.nick from players p where p.id = t.id returning row_to_json(t) as row, row_to_json(p) as player, json_build_object('before', old.city, 'after', new) as change;

-- row: {id: integer, name: text, city: text, founded: date | null}
-- none: {id: integer | null, name: text | null, city: text | null, founded: date | null}
delete from teams where city > '' returning to_jsonb(teams) as row, to_jsonb(new) as none;

-- rows: [{id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}]
-- nicks: [text | null]
with gone as (delete from players returning *) select json_agg(gone) as rows, json_agg(gone.nick) as nicks from gone;

-- row: {id: integer, name: text, city: text | null, founded: date | null}
-- source: {id: integer, name: text}
-- before: {id: integer | null, name: text | null, city: text | null, founded: date | null}
merge into teams t using (values (1, 'One'), (70, 'Seventy')) v(id, name) on t.id = v.id
  when matched then update set city = null when not matched then insert values (v.id, v.name) returning row_to_json(t) as row, row_to_json(v) as source, to_json(old) as before;

-- source: -
-- row: {id: integer, name: text, city: text | null, founded: date | null}
merge into teams t using (values (1, 'One')) v(id, name) on t.id = v.id
  when not matched by source then update set city = 'none' when matched then update set city = v.name returning row_to_json(v) as source, to_json(t) as row;

-- row: {number: integer | null, name: character varying(20) | null, contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, moods: [public.mood | null] | null, doc: unknown}
-- doc: -
update named_members set name = name returning row_to_json(named_members) as row, to_json(doc) as doc;

-- parents: [{id: integer, name: text}]
-- never: {street: text | null, number: integer | null}
select json_agg(p) as parents, row_to_json(max(p.name)::text::address) as never from parents p where false;

-- parents: [{id: integer, name: text}]
select json_agg(p) as parents from parents p;

-- child: {id: integer, name: text, extra: text | null}
select row_to_json(c) as child from children c;

-- team: {team: {id: integer, name: text, city: text | null, founded: date | null}, players: [{player: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}, since: date | null, grades: [{player_id: integer, grade: public.grade, weight: double precision, note: text | null}]}]}
select json_build_object('team', row_to_json(t), 'players', coalesce((select json_agg(json_build_object('player', row_to_json(p), 'since', pt.since, 'grades', coalesce(
    (select json_agg(g order by g.weight) from grades g where g.player_id = p.id), '[]'))) from player_teams pt join players p on p.id = pt.player_id where pt.team_id = t.id), '[]')) as team
  from teams t;

-- texts: {*: text | null}
-- pairs: {*: text | null}
-- set: -
-- without: -
-- minus: -
-- path: -
-- now: timestamp with time zone
-- today: date
-- count: bigint
-- truth: boolean
-- there: boolean
-- greatest: integer
-- who: name
-- text: text
-- grouped: integer
select json_object('{a,1,b,NULL}') as texts, jsonb_object(array['a'], array[city]) as pairs, jsonb_set(to_jsonb(t), '{name}', 'null') as set, to_jsonb(t) #- '{name}' as without, to_jsonb(t) - 'name' as minus, jsonb_path_query_first(to_jsonb(t), '$.name') as path,
  to_json(now()) as now, to_json(current_date) as today, to_json(count(*) over ()) as count, to_json(id > 1 and city is null) as truth, to_json(exists (select from games)) as there, to_json(greatest(id, 2)) as greatest,
  to_json(current_user) as who, to_json(id::text || name) as text, to_json(grouping(id)) as grouped from teams t group by t.id;

-- element: -
-- value: -
select x.value as element, y.key, y.value from players p, jsonb_array_elements(jsonb_build_array(p.id)) x, json_each(json_build_object('a', p.id)) y;

-- query: -
-- value: {v: integer | null}
select json_query('{"a": [1]}', '$.a') as query, json_build_object('v', json_value('{"a": 1}', '$.a' returning int)) as value;

-- using_alias: {id: integer}
-- inside: {x: {id: integer}}
select row_to_json(x) as using_alias, json_build_object('x', x) as inside from teams t full join players p using (id) as x;

-- through_subquery: {id: integer, name: text, city: text | null, founded: date | null}
-- inside: {t: {id: integer, name: text, city: text | null, founded: date | null} | null}
-- docs: [text | null]
select to_json(s.t) as through_subquery, json_build_object('t', s.t) as inside, s.docs from players p left join (select t, json_agg(t.city) over () as docs from teams t) s on (s.t).id = p.team_id;

-- outer_aggregate: [text | null]
-- outer_filter: [{id: integer, name: text, city: text | null, founded: date | null}]
select (select json_agg(t.city) from games limit 1) as outer_aggregate, (select json_agg(t) filter (where t.city is not null) from games limit 1) as outer_filter from teams t;

-- built: {t: {id: integer, name: text, city: text | null, founded: date | null} | null, c: text | null, n: bigint}
-- row: {id: integer, name: text, city: text | null, founded: date | null}
select json_build_object('t', t, 'c', upper(t.city), 'n', count(*)) as built, row_to_json(t) as row from teams t group by rollup (t, upper(t.city));

-- rows: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown}
-- maybe: {id: integer, name: text, city: text | null, founded: date | null}
select to_json(coalesce(p, (select q from players q where q.id = 1))) as rows, to_json(case when t.id > 1 then t end) as maybe from teams t left join players p on p.team_id = t.id;

-- row: {id: integer, name: text, city: text | null, founded: date | null}
-- pulled_up: {one: integer, nick: text | null, extra: unknown}
select row_to_json(t) as row, row_to_json(s) as pulled_up from games g left join teams t on t.id = g.away left join (select 1 as one, p.nick, p.extra from players p) s on s.nick = t.city;

-- one: {id: integer, name: text, city: text | null, founded: date | null}
-- other: {id: integer, name: text}
select row_to_json(a) as one, row_to_json(b) as other from teams a full join (select id, name from players) b using (id);

-- list: [{first: text | null, tags: [text | null], nicks: [text | null], pair: {f1: text | null, f2: integer}}]
select json_agg(x) as list from (select p.tags[1] as first, p.tags as tags, array[p.nick] as nicks, row(p.nick, p.id) as pair from players p) x;

-- mixed: {day: date, total: numeric | null, sums: [numeric | null], interval: interval, grade: public.grade | null}
select jsonb_build_object('day', d::date, 'total', sum(p.salary) over (), 'sums', jsonb_agg(p.salary) over (), 'interval', now() - p.born, 'grade', (select max(g.grade) from grades g)) as mixed
  from players p, generate_series('2001-01-01'::timestamp, '2001-01-02', '1 day') d;

-- tree: [{id: integer, path: [integer | null], doc: {id: integer, name: text, city: text | null, founded: date | null}}]
-- docs: [{id: integer, name: text, city: text | null, founded: date | null}]
with recursive tree(id, path, doc) as (select id, array[id], to_jsonb(t) from teams t where id = 1 union all select t.id, path || t.id, to_jsonb(t) from tree join teams t on t.id = tree.id + 1)
  select json_agg(tree order by path) as tree, jsonb_agg(doc) as docs from tree;

-- row: {id: integer, name: text, city: text | null, founded: date | null, doc: {id: integer}}
-- doc: {id: integer}
with made as (insert into teams (id, name) values (21, 'Made') returning *, json_build_object('id', id) as doc) select row_to_json(made) as row, made.doc, t.name from made left join teams t on t.id = made.id;

-- guarded: {outer: {deep: {nick: text, up: text} | null}}
select json_build_object('outer', json_build_object('deep', case when p.nick is not null then json_build_object('nick', p.nick, 'up', upper(p.nick)) end)) as guarded from players p;

-- merged: {id: integer, team_id: integer | null, name: text, nick: text | null, salary: numeric | null, shirt: integer, active: boolean | null, born: timestamp with time zone, tags: [text | null], extra: unknown, team: {id: integer, name: text, city: text | null, founded: date | null} | null}
-- minus: -
-- overridden: {id: integer, team_id?: integer, name: text, nick: null, salary?: numeric, shirt: integer, active?: boolean, born: timestamp with time zone, tags: [text | null], extra?: unknown}
select coalesce(to_jsonb(p) || jsonb_build_object('team', to_jsonb(t)), '{}') as merged, to_jsonb(p) - 'id' as minus, jsonb_strip_nulls(to_jsonb(p)) || jsonb_build_object('nick', null) as overridden
  from players p left join teams t on t.id = p.team_id;

-- street: text | null
-- first: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null
-- part: {c: {street: text | null, number: integer | null} | null}
-- rows: {f1: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, f2: {street: text | null, number: integer | null} | null, f3: [integer | null] | null}
select to_json(m.contact) -> 'home' -> 'street' as street, to_jsonb(m.contacts) -> 0 as first, jsonb_build_object('c', (m.contact).home) as part, to_json(row(m.contact, m.spot, m.scores)) as rows from members m;

-- json: {a: unknown}
-- jsonb: {a?: unknown}
-- never: {a?: never}
-- array: [unknown]
-- twice: {a: integer}
select json_object('a': extra absent on null returning json) as json, json_object('a': extra absent on null) as jsonb, json_object('a': 'null'::jsonb absent on null) as never, json_array(extra, 'null'::jsonb absent on null) as array,
  json_object('a': id, 'a': 'null'::jsonb absent on null) as twice from players;

-- empty: {*: never}
-- kept: {*: null}
-- array: [null]
-- absent: {*: text}
select jsonb_object_agg_strict(id, 'null'::jsonb) as empty, json_object_agg_strict(id, 'null'::jsonb) as kept, jsonb_agg_strict('null'::jsonb) as array,
  json_objectagg(id: coalesce(to_jsonb(nick), 'null') absent on null returning jsonb) as absent from players;

-- source: {id: integer | null, doc: unknown, whole: unknown}
-- inside: {d: {id: integer | null, doc: unknown, whole: unknown} | null}
merge into teams t using documents d on t.id = d.id + 1 when not matched by source then update set city = 'none' when matched then update set city = 'x'
  returning to_json(d) as source, json_build_object('d', d) as inside, merge_action() as action;

-- before: {number: integer | null, name: character varying(20) | null, contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, moods: [public.mood | null] | null, doc: unknown}
-- inside: {old: {number: integer | null, name: character varying(20) | null, contact: {home: {street: text | null, number: integer | null} | null, phones: [text | null] | null, since: date | null} | null, moods: [public.mood | null] | null, doc: unknown} | null}
insert into named_members (number, doc) select 99, '{}' where false returning to_json(old) as before, json_build_object('old', old) as inside;

-- source: {id: integer | null, doc: unknown, whole: unknown}
-- inside: {d: {id: integer | null, doc: unknown, whole: unknown} | null}
-- doc: -
-- linked: -
-- game: {id: integer | null, home: integer | null, away: integer | null, score: integer | null, played: timestamp without time zone | null}
-- target: {id: integer, name: text, city: text | null, founded: date | null}
merge into teams t using (games g cross join documents d) on t.id = d.id + 1 and g.id = 1 when not matched by source then update set city = 'none' when matched then update set city = 'x'
  returning to_json(d) as source, json_build_object('d', d) as inside, d.doc, (select d.doc) as linked, to_json(g) as game, to_json(t) as target;
