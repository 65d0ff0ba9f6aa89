import { pool } from './db.js';

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  console.log(`${rows[0]} ${rows[0].full_name}`);
  return html`<p>${rows[0].email} ${rows[1]}</p>`;
}

show();
