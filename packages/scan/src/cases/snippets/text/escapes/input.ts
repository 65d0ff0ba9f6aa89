import { Pool } from 'pg';
const pool = new Pool();
export const roster = () =>
  pool.query('SELECT \'it\'\'s\' AS \u0061,\n\tname FROM players WHERE name <> \'O\'\'Neal\'');
