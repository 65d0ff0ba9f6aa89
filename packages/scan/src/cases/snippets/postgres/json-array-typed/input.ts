import postgres from 'postgres';
const sql = postgres();
export const file = (payload: object) =>
  sql`INSERT INTO outbox (payload, tags) VALUES (${sql.json(payload)}, ${sql.array(['a', 'b'])})`;
