import { Pool } from 'pg';
const pool = new Pool();
const text: string | undefined = 'SELECT id FROM players' as const;
export const roster = () => pool.query(text!);
