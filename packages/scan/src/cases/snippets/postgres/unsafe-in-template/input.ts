import postgres from 'postgres';
const sql = postgres();
export const sorted = (by: string) => sql`SELECT id FROM players ORDER BY ${sql.unsafe(by)}`;
export const fixed = () => sql`SELECT id FROM players ORDER BY ${sql.unsafe('name DESC')}`;
