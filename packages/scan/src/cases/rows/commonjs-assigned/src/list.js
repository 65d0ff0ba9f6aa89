const { pool } = require('./db');

module.exports = async function list() {
  return (await pool.query('SELECT * FROM players')).rows;
};
