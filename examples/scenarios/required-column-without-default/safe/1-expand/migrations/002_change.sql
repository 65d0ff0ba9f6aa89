-- First it may be missing.
ALTER TABLE outbox ADD COLUMN tenant_id integer;
