import { Pool } from 'pg';
import { players } from './queries';
const pool = new Pool();
export const roster = () => pool.query(players.roster);
