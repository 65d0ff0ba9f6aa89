create or replace function age_group(born date default now()) returns text language sql stable strict security definer set search_path = public as 'select 2::text';
drop function rows;
create function rows(out id int, out label text) returns setof record language sql as 'select 1, 2::text';
revoke execute on function age_group from app_reader;
