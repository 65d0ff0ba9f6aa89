import postgres from 'postgres';
const sql = postgres();
export const add = (player: Record<string, unknown>) => sql`INSERT INTO players ${sql(player)} RETURNING id`;
