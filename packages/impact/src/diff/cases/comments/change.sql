comment on column players.email is '@deprecated use accounts';
comment on table players is 'People';
comment on type level is 'x';
comment on view roster is 'y';
comment on schema public is 'all';
