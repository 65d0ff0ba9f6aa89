import dedent from 'dedent';
import { Pool } from 'pg';
const pool = new Pool();
export const roster = () => pool.query(dedent`
  SELECT id
  FROM players
`);
