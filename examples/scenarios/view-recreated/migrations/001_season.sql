CREATE ROLE scouting LOGIN;
CREATE TABLE players (
  id integer PRIMARY KEY,
  full_name text NOT NULL,
  height_cm integer,
  is_public boolean NOT NULL DEFAULT false
);
CREATE VIEW public_roster AS SELECT id, full_name, height_cm FROM players WHERE is_public;
GRANT SELECT ON public_roster TO scouting;
