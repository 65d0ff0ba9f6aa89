drop rule keep on players;
create or replace rule note as on update to players do also notify changed;
create rule swallow as on insert to players do instead nothing;
