import { sql } from './highlight';
export const example = sql`SELECT id FROM players`;
