create table home (id int, place text);
create table away (id bigint, place text not null);
