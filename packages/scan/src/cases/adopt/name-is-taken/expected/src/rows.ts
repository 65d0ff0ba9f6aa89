import type { TeamsRow as GeneratedTeamsRow } from './database.gen';

type TeamsRow = readonly string[];

export type Team = Pick<GeneratedTeamsRow, 'id' | 'name'>;

export const cells = (row: TeamsRow): number => row.length;
