alter domain email add constraint short check (length(value) < 100) not valid;
alter domain email drop constraint email_check;
alter domain score set not null;
alter domain score set default 1;
