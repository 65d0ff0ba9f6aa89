ALTER TABLE players
  ADD COLUMN is_public boolean NOT NULL DEFAULT false,
  ADD COLUMN custom_notes text;

COMMENT ON COLUMN players.is_public IS 'Whether the club''s website may name the player';
COMMENT ON COLUMN players.custom_notes IS 'Arrangements made with this family; printed in the contract';
