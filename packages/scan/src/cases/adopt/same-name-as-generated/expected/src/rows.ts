import type { TeamsRow as GeneratedTeamsRow } from './database.gen';

export type TeamsRow = Pick<GeneratedTeamsRow, 'id' | 'name'>;
