alter table people alter name type needed, alter old type text;
