import { run } from './unknown';
export const teams = () => run({ trace: true }, 'SELECT id FROM teams');
