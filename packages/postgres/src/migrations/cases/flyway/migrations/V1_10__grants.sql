COMMENT ON TABLE players IS '${owner} of ${flyway:filename}';
