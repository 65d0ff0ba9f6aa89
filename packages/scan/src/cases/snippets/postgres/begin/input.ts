import postgres from 'postgres';
const sql = postgres();
export const sign = (id: number) =>
  sql.begin(async (tx) => {
    await tx`UPDATE contracts SET signed = true WHERE id = ${id}`;
    await tx.savepoint((inner) => inner`INSERT INTO outbox (event_type) VALUES (${'signed'})`);
  });
