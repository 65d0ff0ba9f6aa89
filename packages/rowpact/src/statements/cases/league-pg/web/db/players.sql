/* @name GetPlayers */
SELECT id, name, plays, fee
FROM players
WHERE token = :token;

/*
  @name AddPlayer
  @param player -> (id!, name!, plays)
*/
INSERT INTO players (id, name, plays) VALUES :player RETURNING id;

/* @name rename_player */
UPDATE players SET name = :name! WHERE id = :id!;

/*
  @name FindPlayers
  @param ids -> (...)
*/
SELECT name FROM players WHERE id IN :ids;

/* @name GetRosters */
SELECT t.name, coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name)) FILTER (WHERE p.id IS NOT NULL), '[]') AS players
FROM teams t
LEFT JOIN player_teams pt ON pt.team_id = t.id
LEFT JOIN players p ON p.id = pt.player_id
GROUP BY t.name
ORDER BY t.name;
