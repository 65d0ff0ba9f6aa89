create table games (id int);
create table cups (id int);
create table friendly () inherits (games);
create table cup () inherits (cups);
