alter table players alter a drop default, alter b set default 'y', alter c set default 'new', alter d set default 2;
