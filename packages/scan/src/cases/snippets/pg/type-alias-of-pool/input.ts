import type { Pool, PoolClient } from 'pg';
type Queryable = Pool | PoolClient;
export const count = (on: Queryable) => on.query('SELECT count(*) FROM players');
