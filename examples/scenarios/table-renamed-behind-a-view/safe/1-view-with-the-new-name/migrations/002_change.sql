-- The table keeps its name; the new name is the view, for those who want it today.
CREATE VIEW athletes AS SELECT id, full_name, email, joined_on FROM players;
