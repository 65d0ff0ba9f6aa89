create extension citext;
create table people (id int, email citext, name text);
