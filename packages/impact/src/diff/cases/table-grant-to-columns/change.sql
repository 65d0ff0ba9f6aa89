revoke select, insert on players from app_reader;
grant select (id, name) on players to app_reader;
grant insert (id, name, email, team_id, score, tags) on players to app_reader;
