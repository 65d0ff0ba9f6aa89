create table players (id int primary key, first text, label text, upper_name text generated always as (upper(first)) stored, size int generated always as (length(first)) virtual);
