import postgres from 'postgres';
import type { RosterRow } from './database.statements.gen';
const sql = postgres();
export const players = sql<RosterRow[]>`SELECT id FROM players`;
