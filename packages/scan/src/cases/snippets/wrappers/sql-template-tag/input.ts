import { Pool } from 'pg';
import sql, { join, raw } from 'sql-template-tag';
const pool = new Pool();
export const some = (ids: number[]) => pool.query(sql`SELECT id FROM ${raw('players')} WHERE id IN (${join(ids)})`);
