-- name: GetTeam :one
SELECT sqlc.embed(teams), count(*) FROM teams WHERE id = $1 GROUP BY teams.id;

-- name: SearchTeams :many
SELECT id, name FROM teams
WHERE name ILIKE @pattern
  AND (sqlc.narg('division')::text IS NULL OR division = sqlc.narg('division'))
  AND tags @> @tags
LIMIT sqlc.arg(limit_count);

-- name: RefreshStandings :exec
REFRESH MATERIALIZED VIEW standings;
