import pg from 'pg';

const pool = new pg.Pool();

export async function load<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await pool.query(text, values);
  return rows;
}
