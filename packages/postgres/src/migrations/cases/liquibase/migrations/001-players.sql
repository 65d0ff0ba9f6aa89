--liquibase formatted sql

--changeset ada:1
CREATE TABLE players (id int);
--rollback DROP TABLE players;

--changeset ada:2 dbms:mysql,h2
CREATE TABLE players2 (id int) ENGINE=InnoDB;

--changeset ada:3 dbms:postgresql runInTransaction:false
CREATE INDEX CONCURRENTLY i ON players (id);
/* liquibase rollback
DROP INDEX i;
*/
