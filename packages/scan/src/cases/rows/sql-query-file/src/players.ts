import pgPromise from 'pg-promise';
import postgres from 'postgres';

const { QueryFile } = pgPromise;
const db = pgPromise()('league');
const sql = postgres();
const players = new QueryFile('../sql/players.sql', { minify: true });

async function show() {
  const all = await db.any(players);
  const [first] = await sql.file('sql/teams/roster.sql');
  return all.map((player) => player.full_name).join() + first?.team_id;
}

show();
