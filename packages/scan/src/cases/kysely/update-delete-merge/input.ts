import { type Kysely } from 'kysely';

export async function change(db: Kysely<any>, id: number, patch: { name?: string; jersey_number?: number }) {
  await db.updateTable('players').set({ name: 'Ann', updated_at: new Date() }).where('id', '=', id).execute();
  await db.updateTable('players').set('name', 'Bo').where('id', '=', id).returning(['id', 'name']).executeTakeFirst();
  await db.updateTable('players').set((eb) => ({ jersey_number: eb('jersey_number', '+', 1) })).execute();
  await db.updateTable('players as p').from('teams as t').set({ division: (eb) => eb.ref('t.division') }).whereRef('t.id', '=', 'p.team_id').execute();
  await db.updateTable('players').set(patch).where('id', '=', id).execute();
  await db.deleteFrom('player_teams').using('teams').whereRef('teams.id', '=', 'player_teams.team_id').where('teams.archived', '=', true).execute();
  await db
    .mergeInto('players as target')
    .using('incoming as source', 'source.email', 'target.email')
    .whenMatched()
    .thenUpdateSet((eb) => ({ name: eb.ref('source.name') }))
    .whenNotMatched()
    .thenInsertValues((eb) => ({ name: eb.ref('source.name'), email: eb.ref('source.email') }))
    .execute();
}
