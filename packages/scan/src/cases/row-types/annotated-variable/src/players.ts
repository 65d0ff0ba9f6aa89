import { pool } from './db.js';

interface Player {
  id: number;
}

interface Other {
  id: number;
}

const result: { rows: Player[]; rowCount: number } = await pool.query('SELECT * FROM players');
const players: ReadonlyArray<Player> = (await pool.query('SELECT * FROM players LIMIT 2')).rows;
const other: Other = { id: 1 };
