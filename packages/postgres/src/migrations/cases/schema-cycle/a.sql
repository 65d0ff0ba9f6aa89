SELECT 1;
\ir schema.sql
