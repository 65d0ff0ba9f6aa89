import { fetchAll } from '#data/index';

export const load = () => fetchAll('SELECT id FROM teams');
