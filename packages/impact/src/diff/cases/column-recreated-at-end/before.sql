create table players (id int primary key, team_id int);
