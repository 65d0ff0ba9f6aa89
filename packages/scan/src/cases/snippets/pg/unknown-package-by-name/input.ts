import { db } from '@league/database';
export const teams = () => db.query('SELECT id FROM teams WHERE league = $1', ['west']);
