CREATE TABLE players (id int);
-- migrate:up
CREATE TABLE teams (id int);
