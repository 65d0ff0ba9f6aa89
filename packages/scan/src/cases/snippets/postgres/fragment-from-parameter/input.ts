import postgres, { type Fragment } from 'postgres';
const sql = postgres();
export const search = (where: Fragment) => sql`SELECT id FROM players WHERE ${where}`;
