import { type DatabasePool, sql } from 'slonik';
export const teams = (pool: DatabasePool) =>
  pool.connect(async (connection) => connection.transaction(async (t) => t.one(sql.unsafe`SELECT id FROM teams`)));
