import { type SQL, sql } from 'drizzle-orm';
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

export const players = pgTable('players', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity({ startWith: 100 }),
  first: text('first_name').$type<string>(),
  search: text('search').generatedAlwaysAs((): SQL => sql`lower(${players.first})`),
  tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
});
