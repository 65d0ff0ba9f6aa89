import { pool } from './db.js';

class Player {
  id!: number;
  team_id: number | null = null;
  static table = 'players';
}

class Service {
  name = 'x';

  run() {}
}

const { rows } = await pool.query<Player>('SELECT * FROM players');
