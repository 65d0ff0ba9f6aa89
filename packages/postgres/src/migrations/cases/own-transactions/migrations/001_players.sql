BEGIN;
CREATE TABLE players (id int);
COMMIT;
