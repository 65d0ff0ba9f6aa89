create sequence ticket;
select setval('ticket', 100);
create sequence order_no maxvalue 1000;
select setval('order_no', 50);
create sequence down increment -1;
select nextval('down'), nextval('down');
create table t (id serial);
