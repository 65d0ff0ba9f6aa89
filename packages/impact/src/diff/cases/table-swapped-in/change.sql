create table players_new (like players including all);
alter table players_new add column added text;
alter table players rename to players_old;
alter table players_new rename to players;
