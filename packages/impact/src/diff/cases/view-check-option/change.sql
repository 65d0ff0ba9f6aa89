create or replace view good with (security_invoker = true) as select * from players where score > 0 with check option;
