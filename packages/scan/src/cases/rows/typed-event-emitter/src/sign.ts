import { league } from './events.js';
import { pool } from './db.js';
import type { Player } from './player.js';

const { rows } = await pool.query<Player>('SELECT * FROM players');
const player: Player = rows[0];
league.emit('signed', player);
