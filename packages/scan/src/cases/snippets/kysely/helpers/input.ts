import { type Kysely, sql } from 'kysely';
export const odd = (db: Kysely<unknown>, ids: number[]) =>
  sql`SELECT ${sql.ref('p.team_id')}, ${sql.lit('it')}, ${sql.lit(5)} FROM ${sql.table('league.players')} AS p
      WHERE ${sql.id('p', 'id')} IN (${sql.join(ids)}) AND ${sql.raw('p.active')} AND p.name = ${sql.val('x')}`.execute(db);
