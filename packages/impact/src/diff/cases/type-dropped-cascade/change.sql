drop type status cascade;
drop domain email cascade;
