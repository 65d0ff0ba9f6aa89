import { Kysely, sql } from 'kysely';
interface DB { players: { id: number } }
export const roster = (db: Kysely<DB>, id: number) =>
  sql<{ id: number }>`SELECT id FROM players WHERE team_id = ${id}`.execute(db);
