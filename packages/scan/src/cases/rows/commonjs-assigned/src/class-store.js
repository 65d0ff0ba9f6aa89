const { pool } = require('./db');

class Store {
  async first() {
    return (await pool.query('SELECT * FROM players LIMIT 1')).rows[0];
  }
}

module.exports = Store;
