import { pgTableCreator, serial } from 'drizzle-orm/pg-core';

const PREFIX = 'league';
const createTable = pgTableCreator((name) => `${PREFIX}_${name}`);

export const seasons = createTable('seasons', { id: serial('id') });
