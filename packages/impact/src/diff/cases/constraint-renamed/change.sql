alter table players rename constraint email_key to players_email_key;
alter table players rename constraint team_fk to players_team_fk;
