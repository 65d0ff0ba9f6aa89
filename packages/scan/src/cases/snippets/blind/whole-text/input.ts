import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
const pool = new Pool();
const text = readFileSync('roster.sql', 'utf8');
export const roster = () => pool.query(text);
