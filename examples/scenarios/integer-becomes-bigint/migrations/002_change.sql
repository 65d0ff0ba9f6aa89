-- Points may run past two thousand million one day.
ALTER TABLE players ALTER COLUMN points TYPE bigint;
