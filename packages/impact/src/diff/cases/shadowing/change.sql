create schema app_reader;
create table app_reader.players (id int);
