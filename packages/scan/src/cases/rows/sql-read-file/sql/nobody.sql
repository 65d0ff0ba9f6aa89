SELECT * FROM players WHERE false
