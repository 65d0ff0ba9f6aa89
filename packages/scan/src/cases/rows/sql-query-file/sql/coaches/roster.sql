SELECT * FROM players WHERE team_id = 2
