create domain payload as json;
create type pair as (one json, other int);
alter table players add column notes json, add column extra payload, add column pair pair, add column notes_b jsonb, add column many json[];
