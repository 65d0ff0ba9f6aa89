import postgres from 'postgres';
const sql = postgres();
export const count = (table: string) => sql`SELECT count(*) FROM ${sql(table)}`;
