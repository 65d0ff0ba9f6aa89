alter table players disable row level security;
drop policy own on players;
