create table a (email text unique);
create table b (email text unique);
create table c (email text unique);
create table d (email text unique, org int);
create table e (email text unique);
