create type address as (street text, zip text, city text);
create function home_of(int) returns address language sql as 'select null::address';
