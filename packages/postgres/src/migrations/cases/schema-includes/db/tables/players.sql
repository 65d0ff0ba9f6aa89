
CREATE TABLE players (id int)
