import postgres from 'postgres';
const sql = postgres();
export const some = (columns: string[]) => sql`SELECT ${sql(columns)} FROM players WHERE id = ${1}`;
