import { type DatabasePool, sql } from 'slonik';
export const search = (pool: DatabasePool, name?: string) => {
  const conditions = [sql.fragment`active`];
  if (name) conditions.push(sql.fragment`name = ${name}`);
  return pool.any(sql.unsafe`SELECT id FROM players WHERE ${sql.join(conditions, sql.fragment` AND `)}`);
};
