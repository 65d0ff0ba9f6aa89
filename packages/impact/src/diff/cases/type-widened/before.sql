create table players (id int primary key, score int, name varchar(20), price numeric(10,2), at timestamp, tags text[], code varchar(5));
