alter table players add column jersey int;
update players set jersey = id;
alter table players alter jersey set not null;
