import { attendance } from './attendance'; // how many came
import { zone } from './zone';

export type TeamName = { id: number, name: string };

export const both = [attendance, zone];
