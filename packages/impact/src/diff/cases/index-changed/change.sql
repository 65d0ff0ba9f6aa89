drop index u;
create unique index u on a (email) where org > 0;
drop index plain;
create unique index plain on a (org);
alter index to_rename rename to renamed;
