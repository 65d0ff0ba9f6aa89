import { text } from 'drizzle-orm/pg-core';
import { leagueTable } from './base.js';

export const coaches = leagueTable('coaches', { name: text('name') });
