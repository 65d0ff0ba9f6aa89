create function age_group(born date) returns text language sql as 'select 1::text';
create function top(n int) returns int language sql as 'select 1';
