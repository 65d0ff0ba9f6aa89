import Database from 'better-sqlite3';
const db = new Database('file');
export const roster = () => db.prepare('SELECT id FROM players').all();
export const games = () => db.exec('DELETE FROM games');
