CREATE TABLE players (id int, name text);
