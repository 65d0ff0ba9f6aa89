CREATE TYPE contract_status AS ENUM ('draft', 'sent', 'signed');
CREATE TABLE contracts (
  id integer PRIMARY KEY,
  player_name text NOT NULL,
  status contract_status NOT NULL DEFAULT 'draft'
);
