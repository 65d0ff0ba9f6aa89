alter sequence ticket restart with 1;
alter sequence order_no maxvalue 51;
alter sequence down restart;
insert into t default values;
insert into t default values;
