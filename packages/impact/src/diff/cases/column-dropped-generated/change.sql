alter table players drop column last cascade;
