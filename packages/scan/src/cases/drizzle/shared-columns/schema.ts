import { pgTable, text } from 'drizzle-orm/pg-core';
import { id, tenant, timestamps } from './columns';

export const parents = pgTable('parents', { id: id(), tenant, email: text('email'), ...timestamps });
