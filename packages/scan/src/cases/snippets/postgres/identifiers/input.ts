import postgres from 'postgres';
const sql = postgres();
export const roster = () => sql`SELECT ${sql(['id', 'birth date'])} FROM ${sql('league.players')}`;
