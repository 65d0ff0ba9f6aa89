SELECT * FROM players WHERE team_id IS NULL
