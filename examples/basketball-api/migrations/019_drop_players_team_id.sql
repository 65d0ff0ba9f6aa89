-- Second half: player_teams has replaced the column.
ALTER TABLE players DROP COLUMN team_id;
