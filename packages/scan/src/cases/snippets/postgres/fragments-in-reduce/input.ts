import postgres from 'postgres';
const sql = postgres();
export const search = (names: string[]) =>
  sql`SELECT id FROM players WHERE false ${names.reduce((all, name) => sql`${all} OR name = ${name}`, sql``)}`;
