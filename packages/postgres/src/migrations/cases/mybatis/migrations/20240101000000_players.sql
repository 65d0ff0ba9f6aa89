-- // players
CREATE TABLE players (id int);

-- //@UNDO
DROP TABLE players;
