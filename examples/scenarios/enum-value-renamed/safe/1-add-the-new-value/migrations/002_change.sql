-- Both words are there; nobody writes the new one before every reader knows it.
ALTER TYPE contract_status ADD VALUE 'completed';
