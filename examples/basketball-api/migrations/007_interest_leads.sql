CREATE TABLE interest_leads (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  parent_name text NOT NULL,
  email email_address NOT NULL,
  player_age smallint CHECK (player_age BETWEEN 3 AND 19),
  answers jsonb NOT NULL DEFAULT '{}',
  source text NOT NULL DEFAULT 'website',
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN interest_leads.answers IS 'The interest form as it was sent, question by question';
