import { timestamp, uuid } from 'drizzle-orm/pg-core';

export const timestamps = {
  createdAt: timestamp('created_at').defaultNow(),
  updatedAt: timestamp('updated_at'),
};

export const id = () => uuid('id').primaryKey().defaultRandom();
export const tenant = uuid('tenant_id').notNull();
