import type { TeamsRow } from './database.gen';

export type TeamName = Pick<TeamsRow, 'id' | 'name'>;
