import { pool } from './db.js';

class PlayerView {
  readonly name: string;

  constructor(
    row: any,
    private readonly raw = row,
  ) {
    this.name = row.full_name;
  }

  get fee() {
    return this.raw.season_fee;
  }
}

class Entity {
  email = '';

  constructor(row: any) {
    Object.assign(this, row);
  }

  label() {
    return this.email;
  }
}

async function show() {
  const { rows } = await pool.query('SELECT * FROM players');
  return rows.map((row) => new PlayerView(row).fee) + new Entity(rows[0]).label() + new Entity(rows[1]).team_id;
}

show();
