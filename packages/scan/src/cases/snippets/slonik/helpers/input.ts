import { type CommonQueryMethods, sql } from 'slonik';
export const odd = (on: CommonQueryMethods, ids: number[]) =>
  on.query(sql.unsafe`
    SELECT ${sql.identifier(['p', 'id'])} FROM ${sql.identifier(['league', 'players'])} p
    WHERE p.id = ANY(${sql.array(ids, 'int4')}) AND p.name IN (${sql.join(['a', 'b'], sql.fragment`, `)})
      AND p.data = ${sql.jsonb({ a: 1 })}`);
