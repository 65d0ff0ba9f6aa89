ALTER TABLE teams ADD name text;
