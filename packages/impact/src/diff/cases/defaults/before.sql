create table players (id int primary key, a text not null default 'x', b text default 'x', c text, d int default 1);
