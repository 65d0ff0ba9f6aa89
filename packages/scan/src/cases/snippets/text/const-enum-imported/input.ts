import { Pool } from 'pg';
import { Table } from './tables';
const pool = new Pool();
export const count = () => pool.query(`SELECT count(*) FROM ${Table.Players}`);
