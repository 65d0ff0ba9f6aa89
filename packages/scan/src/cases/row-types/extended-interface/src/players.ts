import { pool } from './db.js';

interface Named {
  full_name: string;
}

interface Player extends Named {
  id: number;
}

const { rows } = await pool.query<Player>('SELECT * FROM players');
