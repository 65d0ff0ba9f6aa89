import { Pool } from 'pg';
import { whereFrom } from '@league/filters';
const pool = new Pool();
export const roster = (q: object) => pool.query(`SELECT id FROM players WHERE ${whereFrom(q)} AND active`);
