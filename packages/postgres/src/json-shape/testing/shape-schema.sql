-- What stands beside the tables of view-corpus.sql in shape-corpus.sql.
create type address as (street text, number integer);
create type contact as (home address, phones text[], since date);
create domain label as varchar(20) check (value <> '');
create domain scores as integer[];
create domain place as address;
create domain document as jsonb;
create type mood as enum ('glad', 'sad');
create type tempo as enum ('slow', 'fast');
create function tempo_json(tempo) returns json language sql immutable as $$ select json_build_object('tempo', $1::text) $$;
create cast (tempo as json) with function tempo_json(tempo);
create table members (
  id integer primary key, name label not null, contact contact, contacts contact[], scores scores, spot place, moods mood[] not null, tempo tempo not null,
  raw json, doc jsonb not null, grid integer[][] not null, gone text, amount numeric(6,2), big bigint not null, at timestamptz not null, ok boolean, key oid not null,
  bytes bytea, span int4range, vector int2vector not null, double double precision not null
);
alter table members drop column gone;
create view named_members as select id as number, name, contact, moods, doc from members;
create view documents as select t.id, json_build_object('id', t.id, 'city', t.city) as doc, to_jsonb(t) as whole from teams t;
create view documented as select d.id, d.doc, json_agg(d.doc) over () as docs from documents d;
create materialized view kept as select t.id, jsonb_build_object('id', t.id, 'name', t.name) as doc, to_jsonb(t) as whole from teams t;
create view over_kept as select doc, whole from kept;
create function best_member() returns members language sql as 'select * from members order by id limit 1';
create function all_members() returns setof members language sql as 'select * from members';
create function home() returns address language sql as $$ select null::address $$;
create function pairs(out a integer, out b text) returns setof record language sql as $$ select 1, null::text $$;
create function own_json(integer) returns json language sql as $$ select '{"any": 1}'::json $$;
create function strict_json(json) returns json language sql strict as $$ select $1 $$;
create table parents (id integer primary key, name text not null);
create table children (extra text) inherits (parents);
