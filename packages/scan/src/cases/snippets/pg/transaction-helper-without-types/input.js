const { Pool } = require('pg');
const pool = new Pool();
async function withClient(work) {
  const connection = await pool.connect();
  return work(connection);
}
exports.players = () => withClient((x) => x.query('SELECT name FROM players'));
