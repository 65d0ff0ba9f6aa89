CREATE TABLE teams (id int);
\ir ../types/status.sql
