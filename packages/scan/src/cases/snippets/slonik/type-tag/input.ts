import { createPool, sql } from 'slonik';
import { z } from 'zod';
const pool = await createPool('postgres://');
const player = z.object({ id: z.number() });
export const roster = (id: number) => pool.any(sql.type(player)`SELECT id FROM players WHERE team_id = ${id}`);
