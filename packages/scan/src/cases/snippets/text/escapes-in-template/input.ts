import { Pool } from 'pg';
const pool = new Pool();
export const odd = () => pool.query(`SELECT E'\\n' AS feed, '\`' AS tick, '\${}' AS brace FROM players`);
