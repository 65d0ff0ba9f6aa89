create function age_group(born timestamp) returns text language sql as 'select 1::text';
