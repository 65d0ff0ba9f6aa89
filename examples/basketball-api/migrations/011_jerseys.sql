CREATE TYPE jersey_option AS ENUM ('new', 'keep_last_season', 'borrow');

ALTER TABLE players
  ADD COLUMN jersey_option jersey_option,
  ADD COLUMN jersey_size text CHECK (jersey_size IN ('YS', 'YM', 'YL', 'S', 'M', 'L', 'XL')),
  ADD COLUMN jersey_number smallint CHECK (jersey_number BETWEEN 0 AND 99);

COMMENT ON COLUMN players.jersey_size IS 'Y is a youth size';
