import { pool } from './db.js';

const ALL = 'SELECT * FROM players';

async function a() {
  return (await pool.query(ALL)).rows[0].full_name;
}

async function b() {
  const { rows } = await pool.query(`${ALL} WHERE team_id = $1`, [1]);
  return rows[0].email;
}

async function c() {
  const { rows } = await pool.query(ALL + ' LIMIT 1');
  return rows[0].season_fee;
}

a();
b();
c();
