alter table players rename to athletes;
create view players as select id, name, team_id from athletes;
alter table athletes add constraint score_positive check (score >= 0);
alter table athletes alter team_id set not null;
alter table athletes drop column email;
