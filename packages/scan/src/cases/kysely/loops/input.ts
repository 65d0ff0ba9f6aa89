import type { Kysely } from 'kysely';

export async function search(db: Kysely<any>, words: string[], filters: Record<string, string>) {
  let query = db.selectFrom('players').select('id');
  for (const word of words) query = query.where('name', 'ilike', `%${word}%`);
  for (const column of ['team_id', 'season_id'] as const) query = query.where(column, 'is not', null);
  words.forEach((word) => {
    query = query.where('notes', 'like', word);
  });
  const rows = await query.execute();
  let dynamic = db.selectFrom('teams').select('id');
  for (const [column, value] of Object.entries(filters)) dynamic = dynamic.where(column, '=', value);
  const teams = await dynamic.execute();
  for (const row of rows) await db.deleteFrom('players').where('id', '=', row.id).execute();
  return teams;
}
