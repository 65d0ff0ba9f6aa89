import { pool } from './db.js';

interface Player {
  id: number;
  team_id: number | null;
}

type Listed = Pick<Player, 'id'>;
type Open = Omit<Player, 'id'> & { is_late: boolean };

const a = await pool.query<Listed>('SELECT * FROM players');
const b = await pool.query<Open>('SELECT * FROM players LIMIT 1');
