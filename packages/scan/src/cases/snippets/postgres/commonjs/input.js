const postgres = require('postgres');
const sql = postgres();
exports.teams = () => sql`SELECT id FROM teams`;
