ALTER TABLE players DROP COLUMN team_id;
