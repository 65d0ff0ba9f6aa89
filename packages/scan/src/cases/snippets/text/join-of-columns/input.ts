import { Pool } from 'pg';
const pool = new Pool();
const COLUMNS = ['id', 'name', 'team_id'];
export const roster = () => pool.query(`SELECT ${COLUMNS.join(', ')} FROM players`);
