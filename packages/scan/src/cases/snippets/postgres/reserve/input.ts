import postgres from 'postgres';
const sql = postgres();
export async function one() {
  const reserved = await sql.reserve();
  return reserved`SELECT 1 AS one`;
}
