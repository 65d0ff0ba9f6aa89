import { Pool } from 'pg';
import { ROSTER } from './queries';
const pool = new Pool();
export const roster = () => pool.query(ROSTER);
