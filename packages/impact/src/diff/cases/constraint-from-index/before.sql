create table a (email text not null);
create unique index a_email on a (email);
