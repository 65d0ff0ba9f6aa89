alter table games detach partition games_24;
drop table games_25;
alter table games attach partition games_26 for values from (2026) to (2027);
create table games_rest partition of games default;
