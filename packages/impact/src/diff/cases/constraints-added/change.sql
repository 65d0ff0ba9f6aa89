alter table players add constraint score_positive check (score >= 0) not valid, add constraint email_key unique (email), add foreign key (team_id) references teams on delete cascade not valid;
create unique index one_name on players (lower(name)) where score > 0;
alter table players add exclude using gist (int4range(score, score + 10) with &&);
