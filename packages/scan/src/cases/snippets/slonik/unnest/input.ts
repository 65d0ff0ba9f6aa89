import { type DatabasePool, sql } from 'slonik';
export const add = (pool: DatabasePool, rows: [string, number][]) =>
  pool.query(sql.unsafe`INSERT INTO players (name, team_id) SELECT * FROM ${sql.unnest(rows, ['text', 'int4'])}`);
