import { insertOutbox, playersQuery, teamsQuery } from './queries.js';

export async function load(name: string) {
  const players = await playersQuery().where('name', '=', name).execute();
  const teams = await teamsQuery.execute();
  await insertOutbox().values({ event_type: 'loaded', payload: '{}' }).execute();
  return { players, teams };
}
