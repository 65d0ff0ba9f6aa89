alter table a add constraint a_email_key unique using index a_email;
