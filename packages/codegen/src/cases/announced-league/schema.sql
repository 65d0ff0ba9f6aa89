CREATE TYPE contract_status AS ENUM ('draft', 'signed', 'void');
CREATE TABLE teams (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE players (
  id serial PRIMARY KEY,
  full_name text NOT NULL,
  team_id integer REFERENCES teams (id),
  score integer NOT NULL DEFAULT 0,
  nickname text,
  status contract_status NOT NULL DEFAULT 'draft'
);
COMMENT ON COLUMN players.team_id IS 'The old team. @deprecated since 018, use player_teams.team_id: */ several teams';
COMMENT ON COLUMN players.nickname IS '@deprecated nobody reads it';
CREATE TABLE games (played_on date NOT NULL, hall text) PARTITION BY RANGE (played_on);
CREATE TABLE games_2027 PARTITION OF games FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE TABLE interest_leads (id serial PRIMARY KEY, email text NOT NULL);
COMMENT ON TABLE interest_leads IS 'People who asked.';
