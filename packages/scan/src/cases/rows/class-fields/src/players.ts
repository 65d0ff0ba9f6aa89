import { pool } from './db.js';

class Roster {
  private players: any[] = [];
  readonly byId = new Map<number, any>();
  static current = new Roster();

  async load() {
    this.players = (await pool.query('SELECT * FROM players')).rows;
    for (const player of this.players) this.byId.set(player.id, player);
  }

  names() {
    return this.players.map((player) => player.full_name);
  }

  get first() {
    return this.players[0];
  }
}

const roster = new Roster();
await roster.load();
console.log(roster.names(), roster.first.email, roster.byId.get(7).season_fee);
