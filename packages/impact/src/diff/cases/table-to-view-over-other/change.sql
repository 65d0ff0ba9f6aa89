create table athletes (id int primary key, name text, score int);
drop table players;
create view players as select id, name, score from athletes;
