import type { Pool } from 'pg';

export class PlayerStore {
  constructor(private readonly pool: Pool) {}

  async find(id: number) {
    const { rows } = await this.pool.query('SELECT * FROM players WHERE id = $1', [id]);
    return rows[0];
  }

  async list() {
    const { rows } = await this.pool.query('SELECT * FROM players');
    return rows;
  }

  async fee(id: number) {
    const player = await this.find(id);
    return player.season_fee;
  }
}
