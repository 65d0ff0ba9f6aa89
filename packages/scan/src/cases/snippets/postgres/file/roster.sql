SELECT id FROM players WHERE team_id = $1;
