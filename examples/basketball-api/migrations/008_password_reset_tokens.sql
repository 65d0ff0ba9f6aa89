CREATE TABLE password_reset_tokens (
  token_hash bytea PRIMARY KEY,
  parent_id integer NOT NULL REFERENCES parents (id) ON DELETE CASCADE,
  valid_for interval NOT NULL DEFAULT '1 hour',
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);

COMMENT ON COLUMN password_reset_tokens.token_hash IS 'SHA-256 of the token; the token itself is only in the mail';
