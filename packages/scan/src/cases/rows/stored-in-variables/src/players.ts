import { pool } from './db.js';

let latest: any;
const cache: Record<string, any> = {};
const list: any[] = [];
const state = { player: null as any, players: [] as any[] };

async function load() {
  const { rows } = await pool.query('SELECT * FROM players');
  latest = rows[0];
  cache[latest.id] = latest;
  list.push(...rows);
  state.player = rows[1];
  state.players = rows;
  ({ player: state.player } = { player: rows[2] });
}

function show() {
  return latest.full_name + cache['7'].email + list[0].season_fee + state.player.team_id + state.players[0].custom_notes;
}

load().then(show);
