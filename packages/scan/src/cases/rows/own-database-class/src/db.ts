import pg from 'pg';

class Database {
  private readonly pool = new pg.Pool();

  async select(text: string, values: unknown[] = []) {
    const { rows } = await this.pool.query(text, values);
    return rows;
  }
}

export const database = new Database();
