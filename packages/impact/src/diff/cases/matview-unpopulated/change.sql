drop materialized view best;
create materialized view best as select name from players with no data;
refresh materialized view worst with no data;
