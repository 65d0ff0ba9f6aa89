create role app_reader login;
create function age_group(born date) returns text language sql as 'select 1::text';
create function rows(out id int, out name text) returns setof record language sql as 'select 1, 2::text';
grant execute on function age_group to app_reader;
revoke execute on function age_group from public;
