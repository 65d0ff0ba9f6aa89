alter table players alter name drop not null;
alter table players alter email set not null;
