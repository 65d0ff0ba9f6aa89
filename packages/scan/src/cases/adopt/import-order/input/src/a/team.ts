import { attendance } from './attendance';
import { zone } from './zone';
import { league } from '../league';

export interface Team {
  id: number;
  name: string;
}

export const all = [attendance, zone, league];
