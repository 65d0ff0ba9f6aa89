import type { Pool } from 'pg';
export async function count(on: Pick<Pool, 'query'>) {
  return on.query('SELECT count(*) FROM players');
}
