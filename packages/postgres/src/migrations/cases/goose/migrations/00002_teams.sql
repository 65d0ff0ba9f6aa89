-- +goose Up
CREATE TABLE teams (id int);
-- +goose Down
DROP TABLE teams;
