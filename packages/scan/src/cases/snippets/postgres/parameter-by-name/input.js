export const teams = (sql) => sql`SELECT id FROM teams WHERE league = ${'west'}`;
