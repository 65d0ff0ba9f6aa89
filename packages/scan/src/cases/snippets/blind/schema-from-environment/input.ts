import { Pool } from 'pg';
const pool = new Pool();
const SCHEMA = process.env.PG_SCHEMA;
export const roster = () => pool.query(`SELECT id FROM ${SCHEMA}.players`);
