create table games (id int, year int) partition by range (year);
