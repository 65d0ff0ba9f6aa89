import { attendance } from './attendance';
import type { TeamsRow } from './database.gen';
import { zone } from './zone';
import { league } from '../league';

export type Team = Pick<TeamsRow, 'id' | 'name'>;

export const all = [attendance, zone, league];
