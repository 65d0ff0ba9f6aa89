import postgres from 'postgres';
import type { RosterRow as GeneratedRosterRow } from './database.statements.gen';
export interface RosterRow { readonly id: number }
const sql = postgres();
export const players = sql<GeneratedRosterRow[]>`SELECT id FROM players`.then((rows) => rows.map(({ id }): RosterRow => ({ id })));
