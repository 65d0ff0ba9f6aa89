import { type DatabasePool, sql } from 'slonik';
export const roster = (pool: DatabasePool, id: number) => {
  const where = sql.fragment`WHERE team_id = ${id}`;
  return pool.many(sql.unsafe`SELECT id FROM players ${where}`);
};
