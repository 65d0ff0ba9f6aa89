import { integer, pgSchema, pgTable, text } from 'drizzle-orm/pg-core';

export const odd = pgTable('Players "2024".old', { constructor: integer('constructor'), __proto__x: text('a"b'), 'full name': text(), $id: integer('$1') });
export const inSchema = pgSchema('My.Schema').table('select', { 'from': text('order') });
export const empty = pgTable('empty', {});
