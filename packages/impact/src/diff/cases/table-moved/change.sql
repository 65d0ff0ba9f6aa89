create schema league;
alter table players set schema league;
