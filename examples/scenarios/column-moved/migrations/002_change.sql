-- A player may have several numbers.
CREATE TABLE player_phones (
  player_id integer NOT NULL REFERENCES players (id),
  phone text NOT NULL,
  PRIMARY KEY (player_id, phone)
);
INSERT INTO player_phones (player_id, phone) SELECT id, phone FROM players WHERE phone IS NOT NULL;
ALTER TABLE players DROP COLUMN phone;
