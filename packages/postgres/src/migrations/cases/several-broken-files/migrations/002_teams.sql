SELECT 1;
\ir missing.sql
