import postgres from 'postgres';
const sql = postgres();
export const add = (rows: { name: string; team_id: number }[]) =>
  sql`INSERT INTO players ${sql(rows, 'name', 'team_id')} RETURNING id`;
