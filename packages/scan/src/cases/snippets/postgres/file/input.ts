import postgres from 'postgres';
const sql = postgres();
export const roster = () => sql.file('roster.sql', [1]);
