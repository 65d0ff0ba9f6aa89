-- +goose Down
DROP TABLE players;
