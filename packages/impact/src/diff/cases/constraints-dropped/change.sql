alter table players drop constraint score_positive, drop constraint email_key, drop constraint team_fk, drop constraint players_pkey;
drop index one_name;
