const { pool } = require('./db');

exports.find = async (id) => (await pool.query('SELECT * FROM players WHERE id = $1', [id])).rows[0];
