import postgres from 'postgres';
const sql = postgres(process.env.DATABASE_URL!);
export async function roster(teamId: number) {
  return sql`SELECT id, name FROM players WHERE team_id = ${teamId} AND active = ${true}`;
}
