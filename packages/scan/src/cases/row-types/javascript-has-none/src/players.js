const { pool } = require('./db');

pool.query('SELECT * FROM players').then((result) => result.rows);
