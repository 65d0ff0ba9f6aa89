import { z } from 'zod';
import { pool } from './db.js';

const Player = z.object({
  id: z.number().int(),
  team_id: z.number().nullable(),
  custom_notes: z.string().nullish(),
  email: z.string().email().optional(),
});
type Player = z.infer<typeof Player>;

const rows = (await pool.query('SELECT * FROM players')).rows;
const first = Player.parse(rows[0]);
const all = z.array(Player).parse(rows);
