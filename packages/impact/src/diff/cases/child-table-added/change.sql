create table signings (id int primary key, player_id int references players on delete restrict, mentor_id int references signings);
