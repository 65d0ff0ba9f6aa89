CREATE TYPE court_position AS ENUM ('guard', 'forward', 'center');
CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, founded date);
CREATE TABLE players (
  id int PRIMARY KEY,
  team_id int REFERENCES teams,
  name text NOT NULL,
  token text,
  plays court_position,
  fee numeric NOT NULL DEFAULT 0
);
CREATE TABLE player_teams (player_id int NOT NULL REFERENCES players, team_id int NOT NULL REFERENCES teams);
