drop view open_contracts;
alter table contracts drop constraint contracts_status_check;
alter table contracts alter status drop default, alter status type text;
drop type status;
