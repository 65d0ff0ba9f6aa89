-- no-transaction
CREATE INDEX CONCURRENTLY players_name ON players (name);
