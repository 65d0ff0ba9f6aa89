create table a (email text, org int);
create unique index u on a (email);
create index plain on a (org);
create unique index to_rename on a (org, email);
