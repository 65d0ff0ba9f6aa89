import { Pool } from 'pg';
const pool = new Pool();
const BY = 'SELECT id FROM players WHERE :column = $1';
export const byTeam = () => pool.query(BY.replace(':column', 'team_id'));
