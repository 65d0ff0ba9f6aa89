create table players (id int primary key, name text, code text collate "C");
