import { Pool } from 'pg';
const pool = new Pool();
pool.query('');
pool.query(' ; -- nothing\n');
pool.query();
pool.query(42 as any);
