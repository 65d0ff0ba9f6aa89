drop function age_group(date);
create function age_group(born date, at date) returns text language sql as 'select 1::text';
alter function top(int) rename to best;
