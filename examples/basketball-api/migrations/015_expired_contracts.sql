-- A contract that nobody signed in time is not declined. (The label is used by later migrations only: PostgreSQL
-- does not let a transaction use a label that it has added itself.)
ALTER TYPE contract_status ADD VALUE 'expired' AFTER 'declined';
