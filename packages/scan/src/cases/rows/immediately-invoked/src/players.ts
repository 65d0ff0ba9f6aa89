import { pool } from './db.js';

(async () => {
  const players = await (async () => (await pool.query('SELECT * FROM players')).rows)();
  console.log(players[0].full_name);
})();
