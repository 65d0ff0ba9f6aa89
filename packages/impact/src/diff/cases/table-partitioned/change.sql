alter table games rename to games_old;
create table games (id int, year int not null, place text, primary key (id, year)) partition by range (year);
alter table games_old drop constraint games_pkey;
alter table games attach partition games_old for values from (0) to (3000);
