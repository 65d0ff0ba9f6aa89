import { sql, type Kysely } from 'kysely';

type Patch = Partial<Pick<Player, 'name' | 'team_id'>>;
interface Player extends Person { team_id: number | null }
interface Person { name: string; email: string }

export async function change(db: Kysely<any>, patch: Patch, rest: { name: string }, count: number) {
  await db.updateTable('players').set({ ...patch, updated_at: sql`now()` }).execute();
  await db.updateTable('players').set({ name: rest.name, ...(count > 1 ? { bulk: true } : {}), ...(count && { counted: count }) }).execute();
  await db.updateTable('players').set({ name: undefined, email: 'x' }).execute();
  await db.updateTable('players').set(({ eb, ref, selectFrom }) => ({ team_id: selectFrom('teams').select('id').limit(1), total: eb('total', '+', ref('extra')) })).execute();
  await db.updateTable('players').set('tags', ['a', 'b']).set({ profile: { city: 'Ulm', nested: { deep: [1] } } }).execute();
  await db.updateTable(['players']).set('players.name', 'x').execute();
}
