-- A view cannot lose a column by OR REPLACE, so it is made anew.
DROP VIEW public_roster;
CREATE VIEW public_roster AS SELECT id, full_name FROM players WHERE is_public;
