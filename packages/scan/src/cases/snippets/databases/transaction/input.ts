import { type ConnectionPool, sql } from '@databases/pg';
export const sign = (db: ConnectionPool) => db.tx(async (tx) => tx.query(sql`UPDATE contracts SET signed = true`));
