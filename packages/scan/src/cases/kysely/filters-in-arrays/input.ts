import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';

export const find = (db: Kysely<any>, input: { name?: string; teams?: number[]; any: string[] }) =>
  db
    .selectFrom('players')
    .select('id')
    .where((eb) => {
      const filters: Expression<SqlBool>[] = [];
      if (input.name) filters.push(eb('name', '=', input.name));
      if (input.teams) {
        filters.push(eb('team_id', 'in', input.teams));
      }
      return eb.and(filters);
    })
    .where((eb) => eb.or(input.any.map((word) => eb('notes', 'ilike', word))))
    .where(({ eb, or }) => or(['jersey_size', 'jersey_option'].map((column) => eb(column, '=', 'M'))))
    .execute();
