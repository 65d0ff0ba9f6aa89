create table players (id int primary key, first text, last text, full_name text generated always as (first || last) stored);
