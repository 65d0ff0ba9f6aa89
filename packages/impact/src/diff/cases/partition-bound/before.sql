create table games (id int, year int) partition by range (year);
create table games_24 partition of games for values from (2024) to (2025);
