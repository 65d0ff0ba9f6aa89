alter role scout nologin connection limit 3 bypassrls;
grant readers to scout;
drop role gone;
create role fresh;
alter role scout set search_path = league, public;
alter role readers set statement_timeout = '5s';
