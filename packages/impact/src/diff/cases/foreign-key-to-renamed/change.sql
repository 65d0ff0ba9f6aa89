alter table a rename column id to key;
alter table a rename to parent;
