/* @name FindPlayer */
SELECT * FROM players WHERE id = :id;

/* @name listPlayers */
SELECT * FROM players;
