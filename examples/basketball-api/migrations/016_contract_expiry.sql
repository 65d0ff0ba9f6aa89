ALTER TABLE players ADD COLUMN contract_expires_at timestamptz;

UPDATE players SET contract_expires_at = contract_sent_at + interval '30 days' WHERE contract_sent_at IS NOT NULL;

UPDATE players
SET contract_status = 'expired'
WHERE contract_status IN ('sent', 'viewed') AND contract_expires_at < now();
