create role app_reader login;
create sequence ticket;
create sequence pass;
grant usage on pass to app_reader;
create sequence last_one;
select setval('last_one', 3);
