-- A policy without row security does nothing: it can wait there until every consumer is ready for it.
CREATE POLICY own_club ON players
  USING (tenant_id = current_setting('club.tenant', true)::integer)
  WITH CHECK (tenant_id = current_setting('club.tenant', true)::integer);
