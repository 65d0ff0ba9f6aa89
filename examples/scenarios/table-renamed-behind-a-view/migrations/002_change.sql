-- The view keeps the old name alive. What could go wrong?
ALTER TABLE players RENAME TO athletes;
CREATE VIEW players AS SELECT id, full_name, email, joined_on FROM athletes;
