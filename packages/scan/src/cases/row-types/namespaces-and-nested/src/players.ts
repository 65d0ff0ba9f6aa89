import { pool } from './db.js';

export namespace Rows {
  export interface Player {
    id: number;
  }
}

export async function load() {
  interface Local {
    full_name: string;
  }
  const { rows } = await pool.query<Local>('SELECT * FROM players');
  return (rows as unknown as Rows.Player[]).length;
}
