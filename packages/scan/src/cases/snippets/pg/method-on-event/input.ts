import { Pool } from 'pg';
const pool = new Pool();
pool.on('connect', (client) => client.query('SET statement_timeout = 1000'));
