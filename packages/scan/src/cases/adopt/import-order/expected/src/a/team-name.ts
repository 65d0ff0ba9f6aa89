import { attendance } from './attendance'; // how many came
import type { TeamsRow } from './database.gen';
import { zone } from './zone';

export type TeamName = Pick<TeamsRow, 'id' | 'name'>;

export const both = [attendance, zone];
