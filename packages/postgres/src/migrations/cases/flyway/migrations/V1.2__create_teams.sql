CREATE TABLE ${flyway:defaultSchema}.teams (id int);
