create table players (id int);

---- create above / drop below ----

drop table players;
