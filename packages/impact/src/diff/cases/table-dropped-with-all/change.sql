drop table players cascade;
