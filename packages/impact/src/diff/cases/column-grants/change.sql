revoke select (score) on players from app_reader;
grant update (name) on players to app_reader;
alter table players rename column name to full_name;
alter table players drop column id;
