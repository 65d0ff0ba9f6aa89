const db = require('./db');
exports.teams = () => db.query('SELECT id FROM teams');
exports.players = () => db.many({ sql: 'SELECT id FROM players' });
