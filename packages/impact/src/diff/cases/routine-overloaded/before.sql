create function age_group(born date) returns text language sql as 'select 1::text';
