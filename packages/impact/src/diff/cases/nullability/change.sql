alter table players alter email set not null, alter team_id set default 1, alter name drop not null;
alter table players alter team_id set not null;
