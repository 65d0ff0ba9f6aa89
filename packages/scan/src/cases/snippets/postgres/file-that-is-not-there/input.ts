import postgres from 'postgres';
const sql = postgres();
export const odd = () => sql.file('queries/roster.sql', [1]);
