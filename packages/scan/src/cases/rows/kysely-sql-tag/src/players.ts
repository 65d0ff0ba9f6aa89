import { sql } from 'kysely';
import { db } from './db.js';

async function show() {
  const { rows } = await sql<{ full_name: string }>`SELECT * FROM players`.execute(db);
  return rows[0].full_name;
}

show();
