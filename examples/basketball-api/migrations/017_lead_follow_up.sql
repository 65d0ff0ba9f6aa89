ALTER TABLE interest_leads
  ADD COLUMN followed_up_at timestamptz,
  ADD COLUMN became_parent_id integer REFERENCES parents (id);

UPDATE interest_leads l
SET became_parent_id = p.id, followed_up_at = p.created_at
FROM parents p
WHERE p.tenant_id = l.tenant_id AND lower(p.email) = lower(l.email);
