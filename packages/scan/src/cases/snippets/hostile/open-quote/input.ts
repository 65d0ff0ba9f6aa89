import { Pool } from 'pg';
const pool = new Pool();
pool.query("SELECT 'it FROM players; DELETE FROM games");
