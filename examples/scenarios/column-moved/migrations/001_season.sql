CREATE TABLE players (
  id integer PRIMARY KEY,
  full_name text NOT NULL,
  phone text
);
