create table players (id int primary key, scores int, grid int[]);
