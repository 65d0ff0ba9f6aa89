alter table players drop column team_id;
alter table players add column team_id int;
