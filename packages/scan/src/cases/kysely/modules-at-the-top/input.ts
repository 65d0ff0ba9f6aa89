import { db } from './db.js';

const teams = await db.selectFrom('teams').select('id').execute();
for (const { id } of teams) {
  await db.updateTable('players').set({ seen: true }).where('team_id', '=', id).execute();
}
if (process.argv.includes('--clean')) {
  await db.deleteFrom('sessions').execute();
}
export const pending = teams.map((team) => db.selectFrom('games').select('id').where('home_id', '=', team.id));
