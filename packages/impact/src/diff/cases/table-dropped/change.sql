drop table teams cascade;
