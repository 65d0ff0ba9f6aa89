-- Up Migration
CREATE TABLE players (id int);

-- Down Migration
DROP TABLE players;
