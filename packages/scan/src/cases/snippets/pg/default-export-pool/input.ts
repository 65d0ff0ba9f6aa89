import database from './db.js';
export const teams = () => database.query('SELECT id FROM teams');
