-- A player may be on several teams. First half of the change: the join table, filled from players.team_id.
CREATE TABLE player_teams (
  player_id integer NOT NULL REFERENCES players (id) ON DELETE CASCADE,
  team_id integer NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  PRIMARY KEY (player_id, team_id)
);

CREATE INDEX player_teams_team_id ON player_teams (team_id);

INSERT INTO player_teams (player_id, team_id)
SELECT id, team_id FROM players WHERE team_id IS NOT NULL;

-- The view keeps its columns; a player on two teams now has two rows.
CREATE OR REPLACE VIEW public_roster AS
  SELECT p.id AS player_id, p.first_name, p.jersey_number, t.id AS team_id, t.name AS team_name
  FROM players p
  JOIN player_teams pt ON pt.player_id = p.id
  JOIN teams t ON t.id = pt.team_id
  WHERE p.is_public;

COMMENT ON TABLE player_teams IS 'Which player is on which team';
