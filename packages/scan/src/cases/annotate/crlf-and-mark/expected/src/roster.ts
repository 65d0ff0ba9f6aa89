import postgres from 'postgres';
import type { RosterRow } from './database.gen.statements';
const sql = postgres();
export const players = sql<RosterRow[]>`SELECT id FROM players`;
