DROP VIEW public_roster;
CREATE VIEW public_roster AS SELECT id, full_name FROM players WHERE is_public;
GRANT SELECT ON public_roster TO scouting;
