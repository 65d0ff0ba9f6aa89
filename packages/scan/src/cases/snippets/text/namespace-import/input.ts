import { Pool } from 'pg';
import * as queries from './queries';
const pool = new Pool();
export const roster = () => pool.query(queries.roster);
