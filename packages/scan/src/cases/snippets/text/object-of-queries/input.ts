import { Pool } from 'pg';
import { QUERIES } from './queries';
const pool = new Pool();
export const player = (id: number) => pool.query(QUERIES.player.byId, [id]);
