create domain email as text check (value like '%@%');
create domain score as int default 0;
create table people (id int, email email, score score);
