import { pool } from './db.js';
import type { Player } from './types.js';

async function show() {
  const result: { rows: Player[] } = await pool.query('SELECT * FROM players');
  const players = result.rows as unknown as readonly Player[];
  const player: Pick<Player, 'id'> = players[0]!;
  const same = <Player>player;
  return (same satisfies Player).full_name + (player as any).email;
}

show();
