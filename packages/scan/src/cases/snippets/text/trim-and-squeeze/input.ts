import { Pool } from 'pg';
const pool = new Pool();
const ROSTER = `
  SELECT id,   name
  FROM players
`.trim().replace(/\s+/g, ' ');
export const roster = () => pool.query(ROSTER);
