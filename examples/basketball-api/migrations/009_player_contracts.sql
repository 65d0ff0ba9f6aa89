CREATE TYPE contract_status AS ENUM ('none', 'draft', 'sent', 'viewed', 'signed', 'declined');

ALTER TABLE players
  ADD COLUMN contract_token text UNIQUE,
  ADD COLUMN contract_status contract_status NOT NULL DEFAULT 'none',
  ADD COLUMN contract_sent_at timestamptz,
  ADD COLUMN contract_signed_at timestamptz,
  ADD COLUMN contract_signed_by text,
  ADD COLUMN season_fee numeric(8, 2) NOT NULL DEFAULT 0;

COMMENT ON COLUMN players.contract_token IS 'Secret part of the contract page''s address; empty until a contract is sent';
COMMENT ON COLUMN players.contract_signed_by IS 'Name the parent typed when signing';
COMMENT ON COLUMN players.season_fee IS 'In US dollars';
