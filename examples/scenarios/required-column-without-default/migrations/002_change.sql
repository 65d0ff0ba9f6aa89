-- Every event belongs to a club from now on. The table is emptied every night, so this passes.
ALTER TABLE outbox ADD COLUMN tenant_id integer NOT NULL;
