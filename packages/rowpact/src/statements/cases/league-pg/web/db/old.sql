-- name: PlayersOfTeam :many
SELECT name
FROM players
WHERE team_id = @team_id;

-- name: get-player :one
SELECT name FROM players WHERE id = @id;

-- name: GetPlayer :one
SELECT token FROM players WHERE id = @id;
