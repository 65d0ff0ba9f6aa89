alter table players add column label text generated always as (upper(name)) stored, add column number int generated always as identity;
