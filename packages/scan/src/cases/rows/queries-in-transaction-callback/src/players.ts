import { db } from './db.js';

export async function move(id: number) {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query('UPDATE players SET team_id = 1 WHERE id = $1 RETURNING *', [id]);
    await audit(tx, rows[0]);
    return { moved: rows.length };
  });
}

async function audit(tx: any, player: any) {
  await tx.query('INSERT INTO outbox (payload) VALUES ($1)', [player.full_name]);
}
