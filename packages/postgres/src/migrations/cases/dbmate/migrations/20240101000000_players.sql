-- The players of the league.
-- migrate:up transaction:false
CREATE TABLE players (id int);
CREATE INDEX CONCURRENTLY i ON players (id);

-- migrate:down
DROP TABLE players;
