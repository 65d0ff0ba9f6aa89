create type status as enum ('draft', 'signed', 'void');
create table contracts (id int primary key, status status not null default 'draft', check (status <> 'void'));
create view open_contracts as select id from contracts where status = 'draft';
