import { pool } from './db.js';

interface Player {
  id: number;
}

interface First {
  full_name: string;
}

const { rows } = await pool.query('SELECT * FROM players');
const players = rows as Player[];
const first = rows[0] as First | undefined;
