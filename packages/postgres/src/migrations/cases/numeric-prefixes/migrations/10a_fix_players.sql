ALTER TABLE players ADD name text;
