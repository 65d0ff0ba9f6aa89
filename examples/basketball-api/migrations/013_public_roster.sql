CREATE VIEW public_roster AS
  SELECT p.id AS player_id, p.first_name, p.jersey_number, t.id AS team_id, t.name AS team_name
  FROM players p
  JOIN teams t ON t.id = p.team_id
  WHERE p.is_public;

COMMENT ON VIEW public_roster IS 'What the club''s website may show';
