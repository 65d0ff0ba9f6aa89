alter table a drop constraint a_email_key;
create unique index a_email_key on a (email) where email <> '';
alter table b drop constraint b_email_key, add constraint b_email_key unique (email) deferrable initially deferred;
alter table c drop constraint c_email_key, add constraint c_email_key unique nulls not distinct (email);
alter table d drop constraint d_email_key, add constraint d_email_key unique (email, org);
alter table e drop constraint e_email_key;
create unique index e_email_key on e (email);
