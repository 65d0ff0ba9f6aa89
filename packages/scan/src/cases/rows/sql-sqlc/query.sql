-- name: FindPlayer :one
SELECT * FROM players WHERE id = $1;

-- name: ListPlayers :many
SELECT * FROM players;
