alter publication changes add table teams;
alter publication changes set (publish = 'insert');
drop publication gone;
create publication everything for all tables;
