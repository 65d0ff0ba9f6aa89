create table players (id int primary key, home int, away int);
create view games as select home, away from players;
