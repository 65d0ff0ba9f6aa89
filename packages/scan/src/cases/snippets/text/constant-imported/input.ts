import { Pool } from 'pg';
import { ROSTER as sqlText } from './queries';
const pool = new Pool();
export const roster = () => pool.query(sqlText);
