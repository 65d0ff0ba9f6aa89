drop type span;
create type span as range (subtype = int8);
