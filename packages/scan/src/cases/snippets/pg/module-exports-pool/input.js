const db = require('./db');
exports.teams = async () => (await db.pool.query('SELECT id FROM teams')).rows;
