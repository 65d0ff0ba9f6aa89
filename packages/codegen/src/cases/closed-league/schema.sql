CREATE DOMAIN jersey_size AS text CHECK (VALUE IN ('S', 'M', 'L'));
CREATE DOMAIN period AS int NOT NULL CHECK (VALUE IN (1, 2, 3, 4));
CREATE TABLE players (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position text NOT NULL CHECK (position IN ('guard', 'forward', 'center')),
  hand varchar(5) CHECK (hand IN ('left', 'right')),
  starter char(1) NOT NULL DEFAULT 'N' CHECK (starter IN ('Y', 'N')),
  jersey jersey_size,
  jerseys jersey_size[],
  fouls smallint NOT NULL DEFAULT 0 CHECK (fouls IN (0, 1, 2, 3, 4, 5)),
  plus_minus int CHECK (plus_minus = -1 OR plus_minus = 0 OR plus_minus = 1 OR plus_minus IS NULL),
  entered period,
  name text NOT NULL CHECK (name <> ''),
  status text NOT NULL CHECK (status IN ('unsent', 'sent and waiting for an answer', 'signed by both parents')),
  mood text CHECK (mood IN ('it''s "fine"', '*/ export const injected = 1; /*', E'back\\slash\nand line', '🏀', '')),
  nickname text CHECK (nickname IN ('Ace')),
  old_status text CHECK (old_status IN ('a', 'b')),
  overridden text CHECK (overridden IN ('a', 'b'))
);
ALTER TABLE players DROP CONSTRAINT players_old_status_check;
ALTER TABLE players ADD CONSTRAINT players_old_status_check CHECK (old_status IN ('a', 'b')) NOT VALID;
CREATE VIEW roster AS SELECT id, position, jersey FROM players;
