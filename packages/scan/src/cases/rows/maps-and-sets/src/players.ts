import { pool } from './db.js';

async function show(id: number) {
  const { rows } = await pool.query('SELECT * FROM players');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byTeam = new Map<number, any[]>();
  for (const row of rows) {
    const mates = byTeam.get(row.team_id) ?? [];
    mates.push(row);
    byTeam.set(row.team_id, mates);
  }
  for (const [team, mates] of byTeam) console.log(team, mates[0].email);
  const set = new Set(rows);
  for (const each of set) console.log(each.season_fee);
  const object = Object.fromEntries(rows.map((row) => [row.id, row]));
  return byId.get(id)?.full_name + Object.values(object)[0].custom_notes + [...byId.values()][0].date_of_birth;
}

show(1);
