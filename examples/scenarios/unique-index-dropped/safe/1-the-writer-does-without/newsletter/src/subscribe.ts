import type { Pool } from 'pg';

export async function subscribe(pool: Pool, name: string, email: string): Promise<void> {
  const { rowCount } = await pool.query('UPDATE parents SET name = $1 WHERE email = $2', [name, email]);
  if (rowCount === 0) await pool.query('INSERT INTO parents (name, email) VALUES ($1, $2)', [name, email]);
}

export async function nameOf(pool: Pool, email: string): Promise<string | null> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM parents WHERE email = $1', [email]);
  return rows[0]?.name ?? null;
}
