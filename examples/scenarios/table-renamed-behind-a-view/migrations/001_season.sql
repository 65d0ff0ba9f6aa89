CREATE TABLE players (
  id integer PRIMARY KEY,
  full_name text NOT NULL,
  email text CONSTRAINT players_email_key UNIQUE,
  joined_on date NOT NULL DEFAULT current_date
);
