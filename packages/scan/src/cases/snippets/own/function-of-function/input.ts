import { one } from './db';
export const team = () => one('SELECT id FROM teams LIMIT 1');
