alter table players enable row level security;
alter table players force row level security;
create policy own on players for select to app_reader using (name = current_user);
alter policy everyone on games using (id > 10);
drop policy mine on games;
