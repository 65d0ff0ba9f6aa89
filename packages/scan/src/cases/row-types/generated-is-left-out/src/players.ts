import { pool } from './db.js';
import type { PlayersRow } from './database.gen.js';

type Player = PlayersRow & { age: number };

const { rows } = await pool.query<Player>('SELECT * FROM players');
