import postgres from 'postgres';
const sql = postgres();
export const some = (ids: number[]) => sql`SELECT name FROM players WHERE id IN ${sql(ids)} OR id = ANY(${ids})`;
