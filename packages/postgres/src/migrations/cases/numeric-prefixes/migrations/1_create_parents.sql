CREATE TABLE parents (id int);
