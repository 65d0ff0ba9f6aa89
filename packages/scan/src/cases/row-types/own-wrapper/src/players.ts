import { all } from './db.js';

interface Player {
  id: number;
}

const players = await all<Player>('SELECT * FROM players');
