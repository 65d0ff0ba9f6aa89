alter table games detach partition games_24;
alter table games attach partition games_24 for values from (2024) to (2026);
