import { pool } from './db.js';
import type { Player } from './types.js';

const { rows } = await pool.query<Player>('SELECT * FROM players');
