import postgres from 'postgres';
export interface RosterRow { readonly id: number }
const sql = postgres();
export const players = sql`SELECT id FROM players`.then((rows) => rows.map(({ id }): RosterRow => ({ id })));
