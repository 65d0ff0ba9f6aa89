\set ON_ERROR_STOP on
\i db/tables/players.sql
\ir tables/teams.sql
CREATE VIEW v AS SELECT 1;
