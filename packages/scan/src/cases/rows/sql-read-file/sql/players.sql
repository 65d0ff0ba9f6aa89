SELECT * FROM players
