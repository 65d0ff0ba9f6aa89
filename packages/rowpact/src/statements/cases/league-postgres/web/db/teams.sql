-- name: GetTeam :one
SELECT id, name, founded FROM teams WHERE id = $1;

-- name: ListTeams :many
SELECT name FROM teams ORDER BY name;

-- name: AddTeam :exec
INSERT INTO teams (id, name, founded) VALUES (@id, @name, sqlc.narg(founded)) RETURNING id;

-- name: DeleteTeams :execrows
DELETE FROM teams WHERE name LIKE @pattern;

-- name: CopyTeams :copyfrom
INSERT INTO teams (id, name) VALUES ($1, $2);

-- name: delete :exec
DELETE FROM teams WHERE id = $1;
