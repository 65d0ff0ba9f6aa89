alter sequence ticket increment 5 cache 10 cycle;
alter sequence pass rename to pass_no;
revoke usage on pass_no from app_reader;
alter sequence last_one maxvalue 3;
