import { Pool } from 'pg';
const pool = new Pool();
const COLUMNS = ['id', 'name'] as const;
export const roster = () => pool.query(`SELECT ${COLUMNS.map((column) => `p.${column}`).join(', ')} FROM players p`);
