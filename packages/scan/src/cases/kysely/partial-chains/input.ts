import type { Kysely } from 'kysely';

export async function both(db: Kysely<any>) {
  const base = db.selectFrom('players').where('active', '=', true);
  const withTeams = base.innerJoin('teams', 'teams.id', 'players.team_id');
  const rows = await withTeams.select('teams.name').execute();
  const { n } = await base.select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow();
  const never = db.insertInto('players');
  const sub = db.selectFrom('suspensions').select('player_id');
  const free = await base.select('id').where('id', 'not in', sub).execute();
  return { rows, n, free, unused: db.updateTable('players').where('id', '=', 1) };
}
