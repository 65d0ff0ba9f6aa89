import { mysqlTable, int } from 'drizzle-orm/mysql-core';
import { sqliteTable, integer } from 'drizzle-orm/sqlite-core';

export const cache = sqliteTable('cache', { id: integer('id') });
export const legacy = mysqlTable('legacy', { id: int('id') });
