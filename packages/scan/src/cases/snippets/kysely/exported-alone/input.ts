import { sql } from 'kysely';
export const ROSTER = sql`SELECT id FROM players`;
export const CONDITION = sql<boolean>`active`;
