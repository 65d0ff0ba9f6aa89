-- Every statement here is one that a splitter by semicolon gets wrong. PostgreSQL itself is the judge.
CREATE SCHEMA league; /* first; */ SET search_path = league;
;;
CREATE TABLE players (id int PRIMARY KEY, name text DEFAULT 'O''Neal; "Jr"', "a;b" text, "quo""te;" int); -- trailing; comment
/* outer; /* inner; ' " $$ */ still; */ CREATE TABLE teams (id int, name text);
INSERT INTO players (id, name) VALUES (1, E'back\\slash\'; quote'), (2, 'plain\'), (3, $$dollar;'"quote$$), (4, $tag$a$$;$x$;$tag$);
INSERT INTO players (id, name) VALUES (5, E'one\';'
  -- between ' the ; parts
  '\'two;');
INSERT INTO players (id, name) VALUES (6, U&'d\0061t\+000061;'), (7, 'a' 
  'b;');
INSERT INTO players (id, U&"\0061;b") VALUES (8, 'unicode;name');
INSERT INTO teams VALUES (1, N'national;'), (2 - -1, 'minus'), (4/*;*/+1, 'comment;');
SELECT B'01', X'1F', '1'::int, 3 / 2, 5 %2, 1 <> 2, (array[1,2])[1:2], 'x' :: text;
CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $body$
BEGIN
  IF true THEN RETURN 1; END IF; -- ; $$
  RETURN CASE WHEN true THEN 2 ELSE 3 END;
END;
$body$;
CREATE OR REPLACE FUNCTION two(p int) RETURNS text LANGUAGE sql BEGIN ATOMIC
  SELECT 1;
  SELECT CASE WHEN p > 1 THEN CASE p WHEN 2 THEN 'two;' ELSE 'more' END ELSE 'one' END;
END;
create procedure three() begin atomic insert into teams values (9, 'nine'); end;
CREATE PROCEDURE four() BEGIN ATOMIC END;
CREATE FUNCTION five() RETURNS TABLE (beginning int, "end" int) LANGUAGE sql BEGIN ATOMIC
  SELECT 1 AS end, 2 AS case;
END;
CREATE FUNCTION "begin"() RETURNS int RETURN 1;
CREATE FUNCTION six() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2';
CREATE FUNCTION seven(a int DEFAULT (CASE WHEN true THEN 1 END)) RETURNS int RETURN a;
CREATE TABLE atomic (begin int, atomic int); SELECT begin, atomic FROM atomic;
CREATE TABLE log (what text);
CREATE RULE logged AS ON UPDATE TO teams DO ALSO (INSERT INTO log VALUES ('a;b'); DELETE FROM log WHERE what = 'c';);
CREATE RULE silent AS ON DELETE TO teams DO INSTEAD NOTHING;
DO $$ BEGIN EXECUTE 'CREATE TABLE by_do (id int); CREATE INDEX ON by_do (id);'; END $$;
DO LANGUAGE plpgsql 'BEGIN PERFORM 1; END';
CREATE VIEW rosters AS SELECT p.id, p."a;b" FROM players p WHERE p.name <> ';' AND p.name !~ '^;\s*$';
COMMENT ON TABLE players IS 'Everyone; -- "really" /* all */';
CREATE TABLE ünïcode (größe int, "😀;" text, a$b$c int, _$$ int, é$$ int); INSERT INTO ünïcode VALUES (1, '🏀;', 2, 3, 4);
PREPARE later (int) AS SELECT $1 + 1; EXECUTE later(1); DEALLOCATE later;
CREATE OPERATOR @*+ (leftarg = int, rightarg = int, function = int4pl); SELECT 1 OPERATOR(league.@*+) 2;
(SELECT 1) UNION (SELECT 2) ORDER BY 1
-- the end; without a semicolon /* open
