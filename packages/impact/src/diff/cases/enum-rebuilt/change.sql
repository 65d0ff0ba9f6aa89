alter type status rename to status_old;
create type status as enum ('signed', 'draft', 'done');
drop view open_contracts;
alter table contracts drop constraint contracts_status_check;
alter table contracts alter status drop default, alter status type status using status::text::status, alter status set default 'draft';
drop type status_old;
