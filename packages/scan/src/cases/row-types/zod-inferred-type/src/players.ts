import { z } from 'zod';
import { pool } from './db.js';

const playerSchema = z.object({ id: z.number() }).strict();
const longer = playerSchema.extend({ email: z.string() });
type Player = z.infer<typeof playerSchema>;

const { rows } = await pool.query<Player>('SELECT * FROM players');
