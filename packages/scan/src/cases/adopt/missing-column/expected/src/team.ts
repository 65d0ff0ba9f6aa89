import type { TeamsRow } from './database.gen';

export type Team = TeamsRow;
