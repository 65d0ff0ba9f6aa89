import postgres from 'postgres';
const sql = postgres();
export async function roster(id: number) {
  const active = sql`p.active AND p.team_id = ${id}`;
  return sql`SELECT p.id FROM players p WHERE ${active}`;
}
