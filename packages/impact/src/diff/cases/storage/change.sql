alter table players set unlogged;
alter table players set (fillfactor = 70);
alter table players replica identity full;
drop index by_name;
create index by_email on players (email);
create statistics player_stats on name, email from players;
