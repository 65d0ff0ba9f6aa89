create table games (id int primary key, year int not null, place text);
