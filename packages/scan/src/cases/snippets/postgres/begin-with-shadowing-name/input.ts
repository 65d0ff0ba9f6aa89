import postgres from 'postgres';
const sql = postgres();
export const sign = (id: number) =>
  sql.begin('read write', async (sql) => {
    await sql`DELETE FROM contracts WHERE id = ${id}`;
  });
