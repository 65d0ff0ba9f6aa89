import type { SelectQueryBuilder } from 'kysely';

export function visible<DB, TB extends keyof DB, O>(qb: SelectQueryBuilder<DB, TB, O>) {
  return qb.where('players.is_public' as any, '=', true);
}
