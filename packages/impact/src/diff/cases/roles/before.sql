create role scout login;
create role readers;
create role gone;
