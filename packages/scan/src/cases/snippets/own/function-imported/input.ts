import { query } from './db';
export const teams = () => query('SELECT id FROM teams');
