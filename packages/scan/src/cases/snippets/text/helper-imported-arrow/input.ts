import { Pool } from 'pg';
import { paged } from './paging';
const pool = new Pool();
export const roster = () => pool.query(paged('SELECT id FROM players'), [10, 0]);
