import { type Kysely } from 'kysely';

export async function tree(trx: Kysely<any>, root: number) {
  const rows = await trx
    .withRecursive('tree(id, parent_id)', (db) =>
      db
        .selectFrom('divisions')
        .select(['divisions.id', 'divisions.parent_id'])
        .where('divisions.id', '=', root)
        .unionAll(db.selectFrom('divisions').innerJoin('tree', 'tree.id', 'divisions.parent_id').select(['divisions.id', 'divisions.parent_id'])),
    )
    .with('moved', (db) => db.updateTable('teams').set({ active: true }).whereRef('division_id', 'in', (eb) => eb.selectFrom('tree').select('tree.id')).returning('id'))
    .selectFrom('tree')
    .selectAll()
    .execute();
  return rows;
}
