import type { Pool } from 'pg';

export async function subscribe(pool: Pool, name: string, email: string): Promise<void> {
  await pool.query(
    `INSERT INTO parents (name, email)
     VALUES ($1, $2)
     ON CONFLICT (email) DO UPDATE SET name = EXCLUDED.name`,
    [name, email],
  );
}

export async function nameOf(pool: Pool, email: string): Promise<string | null> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM parents WHERE email = $1', [email]);
  return rows[0]?.name ?? null;
}
