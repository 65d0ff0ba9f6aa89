import type { TeamsRow } from '../database.gen.js';

export type Team = Pick<TeamsRow, 'id' | 'name'>;
