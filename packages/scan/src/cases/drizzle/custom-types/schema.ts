import { customType, pgTable } from 'drizzle-orm/pg-core';

const citext = customType<{ data: string }>({ dataType: () => 'citext' });

export const parents = pgTable('parents', { email: citext('email').notNull(), backup: citext() });
