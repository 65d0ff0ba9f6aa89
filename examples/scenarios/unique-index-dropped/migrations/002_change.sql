-- Two parents may share an address; and the index is big.
DROP INDEX parents_email_idx;
CREATE INDEX parents_email_idx ON parents (email);
