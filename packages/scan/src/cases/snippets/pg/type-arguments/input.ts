import { Pool } from 'pg';
const pool = new Pool();
interface Team { id: number }
export const teams = () => pool.query<Team>('SELECT id FROM teams');
