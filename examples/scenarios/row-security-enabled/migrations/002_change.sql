-- Clubs must not see each other's players. The policies come with the next release.
ALTER TABLE players ENABLE ROW LEVEL SECURITY;
