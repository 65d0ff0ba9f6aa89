create table games (id int, year int) partition by range (year);
create table games_24 partition of games for values from (2024) to (2025);
create table games_25 partition of games for values from (2025) to (2026);
create table games_26 (id int, year int);
