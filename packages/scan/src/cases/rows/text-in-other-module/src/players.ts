import { pool } from './db.js';
import * as queries from './queries.js';
import { ALL_PLAYERS } from './queries.js';

async function show() {
  const { rows } = await pool.query(ALL_PLAYERS);
  const more = await pool.query(queries.SQL.one, [1]);
  return rows[0].full_name + more.rows[0].email;
}

show();
