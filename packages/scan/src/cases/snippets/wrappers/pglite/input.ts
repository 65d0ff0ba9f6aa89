import { PGlite } from '@electric-sql/pglite';
const db = new PGlite();
export const teams = () => db.query('SELECT id FROM teams WHERE id = $1', [1]);
export const games = () => db.sql`SELECT id FROM games WHERE id = ${1}`;
export const setup = () => db.exec('CREATE TABLE a (id int); CREATE TABLE b (id int);');
