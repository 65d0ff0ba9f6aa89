import type { Kysely } from 'kysely';

const FILTERS = { name: 'players.name', team: 'players.team_id' } as const;

export const find = (db: Kysely<any>, given: { column: string; value: string }[], by: Record<string, string>) => {
  const known = Object.entries(FILTERS).reduce((qb, [key, column]) => qb.where(column, '=', by[key]), db.selectFrom('players').select('id'));
  const open = given.reduce((qb, { column, value }) => qb.where(column, '=', value), db.selectFrom('players').select('name'));
  return Promise.all([known.execute(), open.execute()]);
};
