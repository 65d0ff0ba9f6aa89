CREATE TABLE players (
  id integer PRIMARY KEY,
  full_name text NOT NULL,
  points integer NOT NULL DEFAULT 0
);
