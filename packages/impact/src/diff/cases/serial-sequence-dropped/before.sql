create table c (id serial primary key);
