import { Pool } from 'pg';
const pool = new Pool();
const LABELS = { id: 'No.', name: 'Name' };
export const roster = () => pool.query(`SELECT ${Object.keys(LABELS).join(', ')} FROM players`);
