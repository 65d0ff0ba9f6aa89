create type span as range (subtype = int4);
create table games (id int);
