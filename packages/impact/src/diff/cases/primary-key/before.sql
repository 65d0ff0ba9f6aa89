create table a (id int primary key, org int not null);
create table b (id int, org int);
