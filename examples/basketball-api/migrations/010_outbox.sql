CREATE TYPE outbox_status AS ENUM ('pending', 'sending', 'sent', 'failed');

-- Everything that other systems must hear of is written here, in the transaction that makes it true.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id integer NOT NULL REFERENCES tenants (id),
  event_type text NOT NULL,
  payload jsonb NOT NULL,
  status outbox_status NOT NULL DEFAULT 'pending',
  created_at timestamptz NOT NULL DEFAULT now(),
  claimed_at timestamptz,
  sent_at timestamptz,
  attempts integer NOT NULL DEFAULT 0
);

CREATE INDEX outbox_waiting ON outbox (id) WHERE status IN ('pending', 'sending');

COMMENT ON TABLE outbox IS 'Events waiting to be sent; delivery is at least once';
COMMENT ON COLUMN outbox.event_type IS 'Such as contract.signed';
COMMENT ON COLUMN outbox.claimed_at IS 'When a worker last took the event';
