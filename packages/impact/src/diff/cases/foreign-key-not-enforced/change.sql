alter table players alter constraint team_fk not enforced;
