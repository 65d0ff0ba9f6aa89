alter type status rename to contract_status;
