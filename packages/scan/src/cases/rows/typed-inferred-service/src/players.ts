import { pool } from './db.js';
import { services } from './services.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  services.current.roster.add(rows[0]);
  services.current.roster.check(rows[0]);
}

show();
