import { inTransaction } from './db.js';

async function rename(id: number): Promise<string> {
  const player = await inTransaction(async (client) => {
    const { rows } = await client.query('SELECT * FROM players WHERE id = $1 FOR UPDATE', [id]);
    return rows[0];
  });
  const other = await inTransaction(async () => ({ team_id: 7, email: 'x' }));
  return player.full_name + other.team_id + other.email;
}

rename(1);
