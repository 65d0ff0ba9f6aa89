import { pool } from './db.js';
import type { Contract as Row } from './types/index.js';

const { rows } = await pool.query<Row>('SELECT * FROM players');
