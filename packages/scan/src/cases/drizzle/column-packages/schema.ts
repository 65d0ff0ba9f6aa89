import { pgTable } from 'drizzle-orm/pg-core';
import { ulid } from '@league/columns';

export const outbox = pgTable('outbox', { id: ulid('event_id').primaryKey() });
