alter table "a b"."select" rename column "Order" to "order by";
alter table "a b"."select" drop column "x""y";
alter type "a b"."Mood" rename value 'it''s fine' to 'fine';
alter table "a b"."select" add constraint "a check" check ("from" > 0);
