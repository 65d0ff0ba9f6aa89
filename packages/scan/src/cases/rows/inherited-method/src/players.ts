import { TeamStore } from './team-store.js';

async function show() {
  const rows = await new TeamStore().mates(1);
  return rows[0].full_name;
}

show();
