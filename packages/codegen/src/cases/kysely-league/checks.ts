import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { Database, JsonInput, PlayersInsert, PlayersRow, PlayersUpdate } from './expected.js';

// A query's rows are the row type's.
export const players = (database: Kysely<Database>): Promise<PlayersRow[]> =>
  database.selectFrom('players').selectAll().execute();

// What the plain interfaces allow, Kysely's tables allow too.
export const insertable = (row: PlayersInsert): Insertable<Database['players']> => row;
export const updateable = (row: PlayersUpdate): Updateable<Database['players']> => row;

export const invoices = (database: Kysely<Database>): unknown =>
  database.selectFrom('billing.invoices').select(['id', 'paid']);

// @ts-expect-error an identity that is always generated takes no value
export const identity: Insertable<Database['players']>['id'] = '1';

// Only an INSERT gives a column that the contract does not name; no query reads it.
export const guest: Selectable<Database['guest_players']> = { first_name: 'Ada', season: 2026 };

// pg would send these as PostgreSQL arrays: `[]` would even be stored, as `{}`.
// @ts-expect-error JSON.stringify it
export const notes: JsonInput = [];
// @ts-expect-error JSON.stringify it
export const list: JsonInput = [{ coach: 'Ada' }];
export const text: JsonInput = JSON.stringify([]);
