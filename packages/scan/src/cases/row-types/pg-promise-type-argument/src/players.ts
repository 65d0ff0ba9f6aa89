import { db } from './db.js';

interface Player {
  id: number;
}

const player = await db.one<Player>('SELECT * FROM players WHERE id = 1');
const players = await db.any<Player>('SELECT * FROM players');
