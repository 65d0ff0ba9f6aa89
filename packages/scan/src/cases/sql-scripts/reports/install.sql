CREATE VIEW roster AS SELECT id, full_name FROM players;
GRANT SELECT ON roster TO coach;
SELECT count(*) FROM roster;
