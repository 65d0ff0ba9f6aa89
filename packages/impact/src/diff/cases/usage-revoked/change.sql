revoke usage on schema league from app_reader;
revoke usage on schema public from public;
revoke usage on type league.level from public;
