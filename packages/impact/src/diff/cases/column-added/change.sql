alter table players add column nickname text, add column born date not null default current_date;
