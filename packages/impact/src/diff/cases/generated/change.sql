alter table players drop column label;
alter table players add column label text generated always as (lower(first)) stored;
alter table players alter upper_name drop expression;
alter table players alter size set expression as (length(first) + 1);
