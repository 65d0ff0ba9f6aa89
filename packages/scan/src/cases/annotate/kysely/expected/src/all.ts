import { type Kysely, sql } from 'kysely';
import type { AllRow } from './database.statements.gen';

export const all = (db: Kysely<unknown>) => sql<AllRow>`SELECT id FROM players`.execute(db);
