import { sql } from 'drizzle-orm';
import { db } from './db.js';

async function show() {
  const result = await db.execute(sql`SELECT * FROM players`);
  const list = await db.execute<{ email: string }>(sql`SELECT * FROM players LIMIT 1`);
  const own = await /* chain */ db.select().from('players').limit(3);
  return result.rows[0].full_name + list[0].email + own.map((row) => row.season_fee);
}

show();
