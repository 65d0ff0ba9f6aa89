create table games_24 partition of games for values from (2024) to (2025);
