import { createClient, db, sql } from '@vercel/postgres';
export const roster = (id: number) => sql`SELECT id FROM players WHERE team_id = ${id}`;
export const teams = () => db.query('SELECT id FROM teams');
export async function games() {
  const client = createClient();
  return client.sql`SELECT id FROM games`;
}
