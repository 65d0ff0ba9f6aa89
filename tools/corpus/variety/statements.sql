-- name: plain columns
SELECT id, name FROM teams

-- name: star
SELECT * FROM teams

-- name: qualified star and name
SELECT p.*, t.name FROM players p JOIN teams t ON t.id = p.team_id WHERE p.email = $1

-- name: schema-qualified star
SELECT public.teams.* FROM public.teams

-- name: table command
TABLE teams

-- name: table command in union
TABLE pairs UNION ALL SELECT 1, 2

-- name: nested star, one wanted
SELECT id FROM (SELECT * FROM players) s

-- name: nested star, all wanted
SELECT s.* FROM (SELECT * FROM teams) s

-- name: nested names through star
SELECT * FROM (SELECT id, city FROM teams) s

-- name: nested star unobserved
SELECT count(*) FROM (SELECT * FROM teams) s

-- name: named in a place nobody looks at
SELECT 1 FROM (SELECT id, city FROM teams) s

-- name: exists star
SELECT id FROM teams t WHERE EXISTS (SELECT * FROM players p WHERE p.team_id = t.id)

-- name: exists named
SELECT id FROM teams t WHERE EXISTS (SELECT email FROM players p WHERE p.team_id = t.id)

-- name: row in star
SELECT id FROM games WHERE (home_id, guest_id) IN (SELECT * FROM pairs)

-- name: any star
SELECT id FROM teams WHERE name = ANY (SELECT * FROM single)

-- name: scalar star
SELECT id, (SELECT * FROM single LIMIT 1) AS word FROM teams

-- name: array of star
SELECT ARRAY(SELECT s.* FROM single s)

-- name: whole row
SELECT t FROM teams t

-- name: whole row as json
SELECT to_jsonb(t) AS card FROM teams t

-- name: whole row aggregated
SELECT json_agg(t) FROM teams t WHERE t.city = $1

-- name: whole row of a subquery
SELECT row_to_json(s) FROM (SELECT id, name FROM teams) s

-- name: whole row of a nested star
SELECT row_to_json(s) FROM (SELECT * FROM teams) s

-- name: whole row unobserved
SELECT id FROM (SELECT id, to_jsonb(t) AS card FROM teams t) s

-- name: field of whole row
SELECT (t).name FROM teams t

-- name: row star constructor
SELECT ROW(t.*) FROM teams t

-- name: row comparison of stars
SELECT 1 FROM pairs p, pairs q WHERE ROW(p.*) = ROW(q.*)

-- name: whole row null test
SELECT p.id FROM players p LEFT JOIN teams t ON t.id = p.team_id WHERE t IS NULL

-- name: count whole row
SELECT count(t) FROM players p LEFT JOIN teams t ON t.id = p.team_id

-- name: using
SELECT * FROM results JOIN (SELECT id AS team_id, city FROM teams) t USING (team_id)

-- name: using, few wanted
SELECT r.points FROM results r JOIN both_sides b USING (team_id)

-- name: full join using
SELECT team_id, r.points FROM results r FULL JOIN players p USING (team_id)

-- name: full join using star
SELECT * FROM pairs FULL JOIN (SELECT id AS a, word FROM teams, single) x USING (a)

-- name: join alias star
SELECT j.* FROM (pairs JOIN single ON true) AS j

-- name: join using alias
SELECT u.team_id, points FROM results JOIN players USING (team_id) AS u

-- name: natural join
SELECT count(*) FROM results NATURAL JOIN (SELECT id AS game_id FROM games) g

-- name: natural left join names
SELECT points, active FROM results NATURAL LEFT JOIN players

-- name: lateral
SELECT t.name, l.last_name FROM teams t CROSS JOIN LATERAL (SELECT * FROM players p WHERE p.team_id = t.id ORDER BY joined LIMIT 1) l

-- name: lateral star
SELECT t.id, l.* FROM teams t LEFT JOIN LATERAL (SELECT number, email FROM players p WHERE p.team_id = t.id) l ON true

-- name: correlated deep
SELECT name, (SELECT count(*) FROM players p WHERE p.team_id = t.id AND EXISTS (SELECT 1 FROM games g WHERE g.home_id = t.id AND g.played_at > p.joined)) FROM teams t

-- name: cte
WITH a AS (SELECT * FROM players) SELECT a.email FROM a

-- name: cte all
WITH a AS (SELECT * FROM teams) SELECT * FROM a

-- name: cte unreferenced
WITH a AS (SELECT city FROM teams) SELECT 1

-- name: cte unreferenced star
WITH a AS (SELECT * FROM teams) SELECT 1

-- name: cte twice
WITH a AS (SELECT * FROM teams) SELECT x.name, y.city FROM a x JOIN a y ON x.id = y.founded

-- name: cte renamed
WITH a(k, title) AS (SELECT id, name FROM teams) SELECT title FROM a

-- name: cte renamed star
WITH a(k, title) AS (SELECT * FROM teams) SELECT title FROM a

-- name: cte renamed star, all renamed
WITH a(k, v) AS (SELECT * FROM pairs) SELECT k FROM a

-- name: cte materialized chain
WITH a AS MATERIALIZED (SELECT * FROM players), b AS (SELECT * FROM a WHERE active), c AS (SELECT id, last_name FROM b) SELECT * FROM c

-- name: recursive
WITH RECURSIVE tree(id, depth) AS (SELECT id, 0 FROM teams WHERE city = $1 UNION ALL SELECT g.guest_id, depth + 1 FROM games g JOIN tree ON g.home_id = tree.id WHERE depth < 3) SELECT * FROM tree

-- name: recursive star
WITH RECURSIVE chain AS (SELECT * FROM pairs UNION SELECT p.* FROM pairs p JOIN chain c ON c.b = p.a) SELECT b FROM chain

-- name: recursive search
WITH RECURSIVE chain(a, b) AS (SELECT a, b FROM pairs UNION ALL SELECT p.a, p.b FROM pairs p JOIN chain c ON c.b = p.a) SEARCH DEPTH FIRST BY a SET path SELECT b FROM chain ORDER BY path

-- name: recursive cycle
WITH RECURSIVE chain(a, b) AS (SELECT a, b FROM pairs UNION ALL SELECT p.a, p.b FROM pairs p JOIN chain c ON c.b = p.a) CYCLE a SET looped USING way SELECT b, looped FROM chain

-- name: writable cte
WITH gone AS (DELETE FROM results WHERE points = 0 RETURNING *) SELECT team_id FROM gone

-- name: writable cte all
WITH gone AS (DELETE FROM results WHERE points = 0 RETURNING *) INSERT INTO results SELECT * FROM gone

-- name: writable cte unread
WITH moved AS (UPDATE players SET team_id = $1 WHERE id = $2 RETURNING email) DELETE FROM results

-- name: writable insert chain
WITH t AS (INSERT INTO teams (id, name) VALUES ($1, $2) RETURNING id) INSERT INTO players (team_id, first_name, last_name) SELECT id, $3, $4 FROM t RETURNING id, full_name

-- name: union
SELECT id, name FROM teams UNION SELECT id, last_name FROM players

-- name: union star and names
SELECT * FROM pairs UNION ALL SELECT id, founded FROM teams

-- name: union of the same star, one wanted
SELECT id FROM (SELECT * FROM teams UNION ALL SELECT * FROM teams) s

-- name: union of the same star
SELECT * FROM teams UNION ALL SELECT * FROM teams

-- name: except star
SELECT a FROM (SELECT * FROM pairs EXCEPT SELECT home_id, guest_id FROM games) s

-- name: intersect nested
SELECT id FROM teams INTERSECT (SELECT team_id FROM players EXCEPT SELECT home_id FROM games)

-- name: union ordered by name
SELECT id, name FROM teams UNION ALL SELECT id, email FROM players ORDER BY name

-- name: union in subquery, named outside
SELECT s.label FROM (SELECT id, name AS label, city FROM teams UNION ALL SELECT id, last_name, email FROM players) s

-- name: values and table
SELECT v.n, t.name FROM (VALUES (1), (2)) v(n) JOIN teams t ON t.id = v.n

-- name: order by ordinal of star
SELECT * FROM teams ORDER BY 2

-- name: order by last ordinal of star
SELECT * FROM pairs ORDER BY 2 DESC

-- name: order by name of star
SELECT * FROM teams ORDER BY city, id LIMIT 10

-- name: nested ordinal
SELECT a FROM (SELECT * FROM pairs ORDER BY 2) s

-- name: distinct star
SELECT DISTINCT * FROM pairs

-- name: distinct star nested
SELECT a FROM (SELECT DISTINCT * FROM pairs) s

-- name: distinct on
SELECT DISTINCT ON (team_id) team_id, email FROM players ORDER BY team_id, joined DESC

-- name: group by key
SELECT t.id, t.name, t.city, count(*) FROM teams t JOIN players p ON p.team_id = t.id GROUP BY t.id

-- name: group by key star
SELECT t.*, count(p.id) AS players FROM teams t LEFT JOIN players p ON p.team_id = t.id GROUP BY t.id

-- name: group by composite key
SELECT game_id, team_id, note FROM results GROUP BY game_id, team_id

-- name: group by alias and having
SELECT lower(city) AS place, max(founded) FROM teams GROUP BY place HAVING count(colours) > 1

-- name: grouping sets
SELECT city, name, count(*) FROM teams GROUP BY GROUPING SETS ((city), (name), ())

-- name: rollup
SELECT home_id, guest_id, sum(home_score) FROM games GROUP BY ROLLUP (home_id, guest_id) ORDER BY 1

-- name: window
SELECT id, rank() OVER (PARTITION BY team_id ORDER BY joined) FROM players

-- name: named window
SELECT id, sum(points) OVER w FROM (SELECT game_id AS id, * FROM results) r WINDOW w AS (PARTITION BY team_id ORDER BY game_id)

-- name: filter and within group
SELECT count(*) FILTER (WHERE active), percentile_cont(0.5) WITHIN GROUP (ORDER BY number) FROM players

-- name: case and coalesce
SELECT CASE WHEN active THEN email ELSE last_name END, coalesce(number, 0) FROM players

-- name: between symmetric row
SELECT id FROM games WHERE (home_score, guest_score) > (1, 2) AND id BETWEEN SYMMETRIC $1 AND $2

-- name: array functions
SELECT unnest(colours) FROM teams

-- name: array in from
SELECT c FROM teams, unnest(colours) WITH ORDINALITY AS u(c, n) WHERE n = 1

-- name: json path
SELECT settings -> 'a' ->> 'b' FROM players WHERE settings @> '{"x":1}'

-- name: json table
SELECT j.* FROM players, JSON_TABLE(settings, '$[*]' COLUMNS (size text PATH '$.size')) j

-- name: jsonb to recordset
SELECT x.id FROM players, jsonb_to_recordset(settings) AS x(id integer, label text)

-- name: populate record
SELECT r.name FROM jsonb_populate_record(NULL::teams, $1) r

-- name: populate recordset star
SELECT * FROM jsonb_populate_recordset(NULL::teams, $1)

-- name: composite field
SELECT (home).zip FROM players

-- name: composite star
SELECT (home).* FROM players

-- name: composite array field
SELECT id FROM players WHERE (home).street = $1

-- name: function returning row, field
SELECT (best_team()).name

-- name: function returning row, star
SELECT (best_team()).*

-- name: function returning row in from
SELECT b.city FROM best_team() b

-- name: function returning set star
SELECT * FROM teams_in($1)

-- name: function returning set, some
SELECT t.name FROM teams_in($1) t WHERE t.founded > 1950

-- name: function returning set aliased
SELECT k FROM teams_in($1) AS t(k, title)

-- name: function whole row
SELECT to_jsonb(t) FROM teams_in($1) t

-- name: rows from
SELECT * FROM ROWS FROM (teams_in('x'), generate_series(1, 3)) AS r

-- name: function over whole row
SELECT hash_team(t) FROM teams t

-- name: table function
SELECT points FROM top_scorers(3)

-- name: atomic function
SELECT points_of($1)

-- name: atomic function over view
SELECT roster_size('x')

-- name: plpgsql function
SELECT close_season(2024)

-- name: own operator
SELECT name <~> city FROM teams

-- name: own aggregate
SELECT longest(name) FROM teams GROUP BY city

-- name: generated column
SELECT full_name FROM players

-- name: generated column in where
SELECT id FROM players WHERE full_name ILIKE $1

-- name: star with generated column, one wanted
SELECT full_name FROM (SELECT * FROM players) s

-- name: view
SELECT full_name, team FROM roster

-- name: view star
SELECT * FROM roster

-- name: view nested star unobserved
SELECT count(*) FROM (SELECT * FROM roster) s

-- name: nested view
SELECT id FROM roster_short

-- name: view joined with its table
SELECT r.team, p.email FROM roster r JOIN players p ON p.id = r.id

-- name: view with whole row
SELECT id FROM team_cards

-- name: view with whole row read
SELECT card FROM team_cards

-- name: view whole row
SELECT to_jsonb(r) FROM roster_short r

-- name: view over star
SELECT * FROM seat_list

-- name: view union
SELECT score FROM both_sides WHERE team_id = $1

-- name: view star in union
SELECT * FROM both_sides UNION SELECT a, b FROM pairs

-- name: materialized view
SELECT team_id, points FROM standings ORDER BY points DESC

-- name: update through view
UPDATE team_names SET name = $1 WHERE id = $2

-- name: update through view returning
UPDATE team_names SET name = $1 WHERE city = $2 RETURNING *

-- name: insert through view
INSERT INTO team_names (id, name) VALUES ($1, $2)

-- name: insert through star view
INSERT INTO seat_list (block, place) VALUES ($1, $2) RETURNING id

-- name: delete through view
DELETE FROM team_names WHERE id = $1

-- name: insert by rule
INSERT INTO team_desk (id, title) VALUES ($1, $2)

-- name: delete by rule
DELETE FROM team_desk WHERE founded < 1910

-- name: parent
SELECT name FROM people WHERE born > $1

-- name: child
SELECT name, licence FROM coaches

-- name: child star
SELECT * FROM coaches

-- name: grandchild
SELECT bonus, born FROM head_coaches WHERE since > $1

-- name: child insert
INSERT INTO coaches (id, name, licence) VALUES ($1, $2, $3)

-- name: only parent
SELECT id FROM ONLY people

-- name: partitioned
SELECT id, body FROM events WHERE kind = 'game' AND at > $1

-- name: partition
SELECT id, body FROM events_game

-- name: partition star
SELECT * FROM events_game

-- name: partitioned insert
INSERT INTO events (id, kind, body) VALUES ($1, 'game', $2)

-- name: insert columns
INSERT INTO games (id, home_id, guest_id) VALUES ($1, $2, $3)

-- name: insert positional
INSERT INTO pairs VALUES ($1, $2)

-- name: insert positional, some
INSERT INTO teams VALUES ($1, $2)

-- name: insert several rows
INSERT INTO results (game_id, team_id, points) VALUES (1, 1, 1), (2, 2, DEFAULT)

-- name: insert default values
INSERT INTO seats DEFAULT VALUES RETURNING *

-- name: insert returning star
INSERT INTO seats (block) VALUES ($1) RETURNING *

-- name: insert select
INSERT INTO results (game_id, team_id, points) SELECT id, home_id, home_score FROM games WHERE played_at < now()

-- name: insert select star
INSERT INTO pairs SELECT * FROM pairs

-- name: insert select star into names
INSERT INTO pairs (b, a) SELECT * FROM (SELECT home_id, guest_id FROM games) g

-- name: insert select nested star
INSERT INTO single SELECT s.name FROM (SELECT * FROM teams) s

-- name: insert composite field
INSERT INTO players (first_name, last_name, home.street) VALUES ($1, $2, $3)

-- name: insert overriding
INSERT INTO players (id, first_name, last_name) OVERRIDING USER VALUE VALUES ($1, $2, $3)

-- name: upsert on primary key
INSERT INTO teams (id, name, city) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, city = coalesce(EXCLUDED.city, teams.city)

-- name: upsert on constraint
INSERT INTO games (id, home_id, guest_id) VALUES ($1, $2, $3) ON CONFLICT ON CONSTRAINT games_once DO NOTHING

-- name: upsert on columns
INSERT INTO games (id, home_id, guest_id) VALUES ($1, $2, $3) ON CONFLICT (home_id, guest_id, day) DO UPDATE SET played_at = now()

-- name: upsert on expression and condition
INSERT INTO players (first_name, last_name, email) VALUES ($1, $2, $3) ON CONFLICT (lower(email)) WHERE active DO NOTHING

-- name: upsert with include
INSERT INTO players (first_name, last_name) VALUES ($1, $2) ON CONFLICT (team_id, number) DO UPDATE SET email = $3

-- name: upsert excluded of omitted
INSERT INTO teams (id, name) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET founded = EXCLUDED.founded WHERE teams.city IS NULL

-- name: upsert any
INSERT INTO teams (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING

-- name: update
UPDATE players SET email = lower(email), active = false WHERE id = $1

-- name: update from
UPDATE players p SET team_id = t.id FROM teams t WHERE t.name = $1 AND p.id = $2 RETURNING p.id, t.city

-- name: update row from select
UPDATE results SET (points, note) = (SELECT home_score, day::text FROM games g WHERE g.id = game_id)

-- name: update row from star
UPDATE pairs SET (a, b) = (SELECT p.* FROM pairs p LIMIT 1)

-- name: update composite field
UPDATE players SET home.zip = $1 WHERE id = $2

-- name: update default
UPDATE players SET joined = DEFAULT

-- name: update returning old and new
UPDATE teams SET city = $1 WHERE id = $2 RETURNING old.city, new.name

-- name: update returning old star
UPDATE pairs SET a = b RETURNING old.*, new.*

-- name: update from star subquery
UPDATE teams SET name = s.last_name FROM (SELECT * FROM players) s WHERE s.team_id = teams.id

-- name: delete
DELETE FROM results WHERE game_id = $1

-- name: delete all
DELETE FROM pairs

-- name: delete using
DELETE FROM results r USING games g WHERE g.id = r.game_id AND g.day = 'mon' RETURNING r.*

-- name: delete using whole row
DELETE FROM pairs p RETURNING p

-- name: merge
MERGE INTO results r USING (SELECT id, home_id, home_score FROM games) g ON r.game_id = g.id AND r.team_id = g.home_id WHEN MATCHED AND g.home_score IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET points = g.home_score WHEN NOT MATCHED THEN INSERT (game_id, team_id, points) VALUES (g.id, g.home_id, g.home_score)

-- name: merge star source
MERGE INTO pairs p USING (SELECT * FROM games) g ON p.a = g.id WHEN NOT MATCHED THEN INSERT VALUES (g.id, g.guest_id) RETURNING merge_action(), p.*

-- name: merge by source
MERGE INTO pairs p USING teams t ON p.a = t.id WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED THEN DO NOTHING

-- name: for update
SELECT id FROM seats WHERE holder IS NULL FOR UPDATE SKIP LOCKED

-- name: for update of
SELECT p.id FROM players p JOIN teams t ON t.id = p.team_id FOR UPDATE OF p

-- name: system columns
SELECT ctid, xmin, tableoid::regclass FROM teams

-- name: regclass
SELECT pg_total_relation_size('teams'::regclass)

-- name: sequence
SELECT nextval('seats_id_seq')

-- name: table alias columns
SELECT a FROM teams AS t(a, b)

-- name: table alias columns, all
SELECT x FROM pairs AS p(x, y)

-- name: table alias columns, later one
SELECT b, founded FROM teams AS t(a, b)

-- name: subquery alias columns over star
SELECT x FROM (SELECT * FROM pairs) AS p(x)

-- name: tablesample
SELECT name FROM teams TABLESAMPLE SYSTEM ($1)

-- name: limit subquery
SELECT id FROM teams LIMIT (SELECT max(points) FROM results)

-- name: explain
EXPLAIN SELECT * FROM teams WHERE city = $1

-- name: cast to domain and enum
SELECT $1::shirt, $2::weekday[] FROM teams

-- name: comment at the end
SELECT id -- the key
FROM teams -- all of them

-- name: semicolon at the end
SELECT name FROM teams;

-- name: multiplied
SELECT points * 2, game_id*team_id FROM results

-- name: count star of nested
SELECT city, count(*) FROM (SELECT t.* FROM teams t) x GROUP BY city

-- name: string aggregate ordered
SELECT string_agg(last_name, ',' ORDER BY number) FROM players GROUP BY team_id

-- name: is distinct from
SELECT id FROM players WHERE (first_name, last_name) IS DISTINCT FROM ('a', 'b')

-- name: star in one of two
SELECT a.*, b.id FROM pairs a, teams b

-- name: two stars of one table
SELECT a.*, b.* FROM pairs a JOIN pairs b ON b.a = a.b

-- name: nested twice, renamed
SELECT z FROM (SELECT y AS z, k FROM (SELECT name AS y, city AS k FROM teams) a) b

-- name: subquery in values
INSERT INTO pairs (a) VALUES ((SELECT max(founded) FROM teams))

-- name: not in
SELECT id FROM teams WHERE id NOT IN (SELECT home_id FROM games WHERE day = 'tue')

-- name: xml and unicode
SELECT xmlelement(name "tëam", name), 'größe ★' AS "★", city FROM teams

-- name: virtual generated column
SELECT gross FROM fees

-- name: stored generated column of a star
SELECT f.* FROM fees f

-- name: generated columns updated by
UPDATE fees SET net = $1 WHERE double > $2 RETURNING gross

-- name: exclusion constraint as arbiter
INSERT INTO fees (id, player_id, net, period) VALUES ($1, $2, $3, $4) ON CONFLICT ON CONSTRAINT fees_period_excl DO NOTHING

-- name: other schema
SELECT a.name, t.name FROM archive.teams a JOIN teams t USING (id)

-- name: star of two schemas
SELECT a.*, t.* FROM archive.teams a, public.teams t

-- name: odd names
SELECT "Player Id", o."select", "größe" FROM "Odd Names" o WHERE "a""b" = $1

-- name: odd names star
SELECT "Odd Names".* FROM "Odd Names"

-- name: odd names insert
INSERT INTO "Odd Names" ("Player Id", "größe") VALUES ($1, $2) RETURNING *

-- name: view grouped by key
SELECT name, gross FROM team_fees WHERE players > 3

-- name: view with renamed columns
SELECT v FROM renamed

-- name: view with renamed columns, star
SELECT * FROM renamed r WHERE r.k = $1

-- name: view with using
SELECT first_name FROM joined_names

-- name: view of functions
SELECT size FROM counted WHERE id = $1

-- name: view of views
SELECT points FROM deep

-- name: view of a composite's field
SELECT zip, next FROM typed

-- name: view with a window
SELECT place FROM ranked WHERE id = $1

-- name: recursive view
SELECT a FROM recursive_view

-- name: insert by trigger
INSERT INTO by_trigger (id, name) VALUES ($1, $2)

-- name: update beside a trigger
UPDATE by_trigger SET name = $1

-- name: insert beside a rule
INSERT INTO seats (place) VALUES ($1)

-- name: function of a row as an attribute
SELECT p.label_of FROM players p

-- name: function with several results
SELECT fee FROM first_fee($1)

-- name: function of functions
SELECT nested_points(t.id) FROM teams t

-- name: whole row through a cte
WITH a AS (SELECT t FROM teams t) SELECT (a.t).city FROM a

-- name: whole row of a cte
WITH a AS (SELECT id, name FROM teams) SELECT to_jsonb(a) FROM a

-- name: whole row of a starred cte, unobserved
WITH a AS (SELECT * FROM teams) SELECT s.id FROM (SELECT id, to_jsonb(a) AS j FROM a) s

-- name: whole row compared
SELECT 1 FROM pairs p JOIN pairs q ON p = q

-- name: whole row in order
SELECT a FROM pairs p ORDER BY p

-- name: whole row counted apart
SELECT count(DISTINCT p) FROM pairs p

-- name: array of rows
SELECT array_agg(t) FROM teams t

-- name: unnested rows
SELECT u.name FROM (SELECT array_agg(t) AS rows FROM teams t) s, unnest(s.rows) u

-- name: unnested rows star
SELECT u.* FROM (SELECT array_agg(t) AS rows FROM teams t) s, unnest(s.rows) u

-- name: values of columns
SELECT v.x FROM teams t, LATERAL (VALUES (t.name), (t.city)) v(x)

-- name: join nested three deep
SELECT a.id, c.points FROM teams a JOIN (players b JOIN (results c JOIN games d ON c.game_id = d.id) ON b.team_id = c.team_id) ON b.team_id = a.id

-- name: join alias columns
SELECT j.x FROM (pairs p JOIN single s ON true) AS j(x, y, z)

-- name: join alias columns, fewer
SELECT j.y FROM (pairs p JOIN single s ON true) AS j(x, y)

-- name: using three
SELECT team_id FROM results JOIN players USING (team_id) JOIN (SELECT home_id AS team_id FROM games) g USING (team_id)

-- name: natural full join star
SELECT * FROM pairs NATURAL FULL JOIN (SELECT a, 1 AS c FROM pairs) q

-- name: star of a natural join of whole tables
SELECT id FROM teams NATURAL JOIN archive.teams

-- name: order by position in a named list
SELECT id, name FROM teams ORDER BY 2, 1

-- name: group by position
SELECT city, count(*) FROM teams GROUP BY 1

-- name: group by position of a nested star
SELECT count(*) FROM (SELECT * FROM pairs) p GROUP BY p.a

-- name: distinct on star
SELECT DISTINCT ON (home_id) * FROM games ORDER BY home_id, played_at

-- name: window over star
SELECT s.a, n FROM (SELECT *, row_number() OVER (ORDER BY b) AS n FROM pairs) s

-- name: star twice
SELECT *, * FROM single

-- name: star after columns, one wanted outside
SELECT q.extra FROM (SELECT upper(name) AS extra, * FROM teams) q

-- name: star and name clash nested
SELECT q.id FROM (SELECT t.*, p.email FROM teams t JOIN players p ON p.team_id = t.id) q WHERE q.email = $1

-- name: except all same tables nested
SELECT count(*) FROM (SELECT * FROM pairs EXCEPT ALL SELECT * FROM pairs) s

-- name: union of views
SELECT id FROM roster UNION SELECT k FROM renamed

-- name: union with nested union
SELECT x FROM ((SELECT a AS x FROM pairs UNION SELECT founded FROM teams) UNION ALL SELECT home_score FROM games) u

-- name: insert union star
INSERT INTO pairs SELECT * FROM pairs UNION SELECT home_id, guest_id FROM games

-- name: insert with star and constant
INSERT INTO results SELECT p.*, 3 FROM pairs p

-- name: insert from values star
INSERT INTO pairs SELECT v.* FROM (VALUES (1, 2)) v

-- name: insert whole row
INSERT INTO pairs SELECT (q.r).* FROM (SELECT p AS r FROM pairs p) q

-- name: insert from populated record
INSERT INTO teams SELECT * FROM jsonb_populate_record(NULL::teams, $1)

-- name: upsert from select
INSERT INTO results (game_id, team_id, points) SELECT id, guest_id, guest_score FROM games ON CONFLICT (team_id, game_id) DO UPDATE SET points = EXCLUDED.points + results.points RETURNING xmax = 0

-- name: upsert reading the excluded row
INSERT INTO teams (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET (name, city) = (SELECT EXCLUDED.name, EXCLUDED.city)

-- name: update with a starred cte
WITH s AS (SELECT * FROM games) UPDATE results r SET points = s.home_score FROM s WHERE s.id = r.game_id

-- name: update of an array and a json field
UPDATE teams SET colours[1] = $1 WHERE id = $2

-- name: update all by position of another
UPDATE pairs SET a = q.x FROM (SELECT * FROM pairs) q(x, y) WHERE q.y = pairs.b

-- name: delete returning a subquery
DELETE FROM players WHERE id = $1 RETURNING (SELECT name FROM teams t WHERE t.id = team_id)

-- name: delete by whole row
DELETE FROM pairs p USING pairs q WHERE p = q

-- name: merge into a view
MERGE INTO team_names n USING pairs p ON n.id = p.a WHEN MATCHED THEN UPDATE SET name = p.b::text

-- name: merge returning star
MERGE INTO teams t USING single s ON t.name = s.word WHEN MATCHED THEN UPDATE SET city = s.word RETURNING t.*

-- name: writable ctes that feed each other
WITH a AS (INSERT INTO pairs (a) VALUES (1) RETURNING *), b AS (UPDATE teams SET founded = a.b FROM a WHERE id = a.a RETURNING teams.*) SELECT city FROM b

-- name: sublink in a target of a nested query
SELECT s.x FROM (SELECT (SELECT max(points) FROM results) AS m, id AS x FROM teams) s

-- name: sublink over a star in a target nobody looks at
SELECT s.x FROM (SELECT ARRAY(SELECT q.word FROM (SELECT * FROM single) q) AS m, id AS x FROM teams) s

-- name: exists over a union of stars
SELECT id FROM teams WHERE EXISTS (SELECT * FROM pairs UNION SELECT home_id, guest_id FROM games)

-- name: row of columns
SELECT ROW(id, name) FROM teams

-- name: row of columns in another row's test
SELECT id FROM teams WHERE (id, name) = (SELECT team_id, note FROM results LIMIT 1)

-- name: any of an array subquery
SELECT id FROM teams WHERE id = ANY (ARRAY(SELECT home_id FROM games))

-- name: quantified comparison
SELECT id FROM teams WHERE founded >= ALL (SELECT founded FROM teams)

-- name: cast through text to regclass
SELECT 'public.roster'::regclass, 'points_of(integer)'::regprocedure

-- name: current row of a sequence
SELECT last_value FROM seats_id_seq

-- name: limit by a parameter with ties
SELECT * FROM teams ORDER BY founded FETCH FIRST $1 ROWS WITH TIES

-- name: aggregate over a star's column
SELECT max(s.founded) FROM (SELECT * FROM teams) s GROUP BY s.city HAVING min(s.id) > 0

-- name: json constructors
SELECT json_object('n': name, 'c': city), json_array(id, founded), json_arrayagg(colours) FROM teams GROUP BY id

-- name: json query functions
SELECT json_value(settings, '$.size'), json_exists(settings, '$.x') FROM players

-- name: tablesample repeatable of a star
SELECT s.id FROM (SELECT * FROM teams TABLESAMPLE BERNOULLI (10) REPEATABLE (1)) s

-- name: comments everywhere
SELECT /* * */ t.id, -- t.*
  t.name /* nested /* t.city */ */ FROM teams t

-- name: star far from its table
SELECT t
  .
  * FROM teams t

-- name: star with odd blanks and quotes
SELECT "t" . *, 2*founded AS twice FROM "teams" "t"

-- name: multiplication that looks like a star
SELECT t.founded *t.id, -founded*2 FROM teams t

-- name: count star and stars
SELECT count(*), max(t.id) FROM teams t, LATERAL (SELECT p.* FROM players p WHERE p.team_id = t.id) x

-- name: policy is nobody's use
SELECT name FROM teams

-- name: partition by ranges of a view
SELECT id FROM events WHERE at IS NOT NULL UNION ALL SELECT id FROM events_other

-- name: inherited star, one wanted
SELECT licence FROM (SELECT * FROM head_coaches) h

-- name: parent whole row
SELECT to_jsonb(p) FROM people p
