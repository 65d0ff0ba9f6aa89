CREATE ROLE club_site LOGIN;
CREATE TABLE players (
  id integer PRIMARY KEY,
  tenant_id integer NOT NULL,
  full_name text NOT NULL
);
GRANT SELECT, INSERT ON players TO club_site;
