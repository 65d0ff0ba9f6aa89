import postgres from 'postgres';
const sql = postgres();
export async function all() {
  await sql`SELECT id FROM games`.cursor(10, () => {});
  return sql`SELECT id FROM teams`.values();
}
