alter table players drop constraint team_fk, add constraint team_fk foreign key (team_id) references teams on delete set null deferrable;
