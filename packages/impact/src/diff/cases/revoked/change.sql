revoke insert on players from app_reader;
revoke delete on players from public;
grant truncate on players to app_reader;
revoke references on players from app_reader;
