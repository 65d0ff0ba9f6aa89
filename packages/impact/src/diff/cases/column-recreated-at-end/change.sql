alter table players drop column team_id;
alter table players add column team_id bigint not null default 1;
