alter table players add column jersey int not null;
