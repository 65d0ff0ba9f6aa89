create schema "select";
create schema "a.b ""c"" d";
create schema "__proto__";
create table "select"."a b" (
  "select" integer primary key,
  "a.b" text not null,
  "quote "" and ' and \ and %s ${x}" text,
  "line
break	tab" text,
  "🏀 Größe" integer default 1,
  "__proto__" text not null default '__proto__',
  "constructor" text,
  "toString" text,
  "MixedCase" text,
  "*/ }); drop table x; --" text,
  "{b 1}(:x <>)" text not null,
  "<>" text,
  " " text,
  "012345678901234567890123456789012345678901234567890123456789abc" text,
  unique ("__proto__", "line
break	tab"),
  constraint "check ""me"".🏀" check ("🏀 Größe" > 0)
);
create table "a.b ""c"" d"."__proto__" (
  "constructor" integer references "select"."a b" ("select"),
  "hasOwnProperty" integer
);
create type "__proto__"."enum.🏀" as enum ('a"b', 'c''d', '__proto__', 'line
break', '', ' ', 'back\slash', '🏀');
create domain "__proto__"."domain ""x""" as text[];
create type "__proto__"."_composite" as ("__proto__" integer, "a.b" "__proto__"."enum.🏀"[]);
create table "__proto__"."__proto__" (
  "__proto__" "__proto__"."enum.🏀" not null,
  "b" "__proto__"."enum.🏀"[],
  "c" "__proto__"."_composite"[],
  "d" "__proto__"."domain ""x"""
);
create view "__proto__"."valueOf" as
  select "__proto__" as ":colon {brace} (paren) \back", "select"."{b 1}(:x <>)" as "<>", "select"."select"
  from "select"."a b" as "select" where "select"."a.b" in ('{', '}', '(', ')', '\', '"');
create function "__proto__"."drop table;"("in ""out""" integer) returns integer language sql as 'select 1';
comment on column "__proto__"."__proto__"."__proto__" is '*/ alert("x"); /*';
comment on table "__proto__"."__proto__" is E'a\tb\\c "quoted" 🏀';
grant select ("__proto__", "a.b") on "select"."a b" to "Front Office";
create policy "a ""b"" 🏀" on "select"."a b" to "Front Office" using ("select" = 1);
create function "__proto__"."a b"() returns trigger language plpgsql as 'begin return new; end';
create trigger "line
break" before update of "quote "" and ' and \ and %s ${x}" on "select"."a b" for each row execute function "__proto__"."a b"();
create sequence "select"."__proto__ 🏀" owned by "select"."a b"."🏀 Größe";
create index "a.b" on "select"."a b" ("__proto__" collate "C", ("a.b" || ' '));
alter role "Front Office" set search_path = "a.b ""c"" d", "__proto__";
