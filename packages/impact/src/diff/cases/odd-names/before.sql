create schema "a b";
create table "a b"."select" ("from" int primary key, "Order" text, "x""y" int);
create view "a b"."View" as select "from", "Order" from "a b"."select";
create type "a b"."Mood" as enum ('it''s fine', 'bad');
