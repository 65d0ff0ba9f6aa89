import { Pool } from 'pg';
const pool = new Pool();
const COLUMNS = ['name', 'team_id'];
export const update = (values: unknown[]) =>
  pool.query(`UPDATE players SET ${COLUMNS.map((c, i) => `${c} = $${i + 2}`).join(', ')} WHERE id = $1`, values);
