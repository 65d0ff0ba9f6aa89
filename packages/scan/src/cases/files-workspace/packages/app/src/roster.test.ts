import { fetchAll } from '#data/index';

await fetchAll('SELECT 1 AS one');
