-- The lawyers call it completed.
ALTER TYPE contract_status RENAME VALUE 'signed' TO 'completed';
