-- +migrate Up notransaction
-- +migrate StatementBegin
CREATE TABLE players (id int);
-- +migrate StatementEnd
-- +migrate Down
DROP TABLE players;
