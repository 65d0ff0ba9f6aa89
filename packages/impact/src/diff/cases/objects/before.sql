create function eq(text, int) returns boolean language sql immutable as 'select true';
create operator === (leftarg = text, rightarg = int, function = eq);
create collation plain from "C";
create type level as enum ('1');
create cast (level as int) with inout as implicit;
