alter table players drop column team_id;
