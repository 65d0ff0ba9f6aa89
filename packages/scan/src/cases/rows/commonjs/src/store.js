const { pool } = require('./db');

async function findPlayer(id) {
  const { rows } = await pool.query('SELECT * FROM players WHERE id = $1', [id]);
  return rows[0];
}

async function listPlayers() {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows;
}

module.exports = { findPlayer, listPlayers };
