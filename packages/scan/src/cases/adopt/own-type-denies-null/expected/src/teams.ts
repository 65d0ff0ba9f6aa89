import type { TeamsRow } from './database.gen';

export type TeamDivision = Pick<TeamsRow, 'id'> & {
  division: 'east' | 'west' | null;
};
