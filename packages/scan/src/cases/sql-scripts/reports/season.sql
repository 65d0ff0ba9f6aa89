\set ON_ERROR_STOP on
SET search_path = league;

CREATE TEMP TABLE season AS
  SELECT id, season_fee FROM players;

CREATE INDEX ON players (season_fee);

WITH fees AS (
  SELECT sum(season_fee) AS total FROM season
)
SELECT total FROM fees;

DO $$ BEGIN DELETE FROM outbox; END $$;

SELECT * FROM ${table:name} WHERE id = ${id};
SELECT `name` FROM teams;
DROP TABLE season;
