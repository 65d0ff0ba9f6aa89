-- migrate:down
DROP TABLE teams;

-- migrate:up
CREATE TABLE teams (id int);
