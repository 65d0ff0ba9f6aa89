alter table a drop constraint a_pkey, add primary key (id, org);
alter table b add primary key (id);
