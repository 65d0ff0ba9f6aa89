create domain needed as text not null;
create table people (id int, name text, old needed);
