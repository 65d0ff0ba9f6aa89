import type { Pool, PoolClient } from 'pg';
import { addPlayer, getPlayers, getRosters, renamePlayer, type AddPlayerParams, type GetPlayersParams, type GetPlayersRow } from './db/players.queries.js';
import { addTeam, delete_, deleteTeams, getTeam, listTeams } from './db/teams.queries.js';
import { teamCount } from './db/team-count.queries.js';
import { playersOfTeam } from './db/old.queries.js';
declare const pool: Pool;
declare const client: PoolClient;
declare const lite: { query<T>(text: string, values?: any[], options?: { rowMode?: 'array' }): Promise<{ rows: T[]; affectedRows?: number }> };
declare const perhaps: string | undefined;
export async function calls(): Promise<unknown> {
  (await pool.query('SELECT founded FROM teams')).rows[0]!.name; // ✗ Property 'name' does not exist
  const params: GetPlayersParams = { token: null };
  const players: GetPlayersRow[] = await getPlayers(pool, params);
  players[0]!.name.length;
  players[0]!.plays.length; // ✗ possibly 'null'
  players[0]!.plays === 'goalie'; // ✗ no overlap
  const fee: `${number}` = players[0]!.fee;
  await getPlayers(client, { token: 1 }); // ✗ Type 'number' is not assignable to type 'string'
  await getPlayers(client, { token: perhaps }); // ✗ Type 'undefined' is not assignable to type 'string | null'
  await getPlayers(client, {}); // ✗ Property 'token' is missing
  await getPlayers(client); // ✗ Expected 2 arguments, but got 1
  const player: AddPlayerParams['player'] = { id: 1, name: 'Maya', plays: 'guard' };
  (await addPlayer(lite, { player }))[0]!.id.toFixed();
  await addPlayer(lite, { player: { id: 1, name: null, plays: null } }); // ✗ Type 'null' is not assignable to type 'string'
  const nothing: void = await renamePlayer(client, { name: 'Maya', id: 1 });
  await renamePlayer(client, { name: null, id: 1 }); // ✗ Type 'null' is not assignable to type 'string'
  for (const { name, players } of await getRosters(pool)) console.log(name.length, players[0]!.id.toFixed(), players[0]!.name.length);
  (await getTeam(pool, [1])).name; // ✗ possibly 'undefined'
  (await getTeam(pool, [1]))?.founded?.getTime();
  await getTeam(pool, ['1']); // ✗ Type 'string' is not assignable to type 'number'
  (await listTeams(pool)).map(({ id }) => id); // ✗ Property 'id' does not exist
  const none: void = await addTeam(pool, { id: 1, name: 'Lakers', founded: null });
  const count: number = await deleteTeams(pool, { pattern: 'L%' });
  await deleteTeams(lite, { pattern: 'L%' }); // ✗ is not assignable to parameter of type 'CountingQueryable'
  await delete_(pool, [1]);
  (await teamCount(pool))[0]!.teams.toFixed();
  await playersOfTeam(pool, { team_id: 1 }); // ✗ SqlProblem<"column players.team_id was dropped by migration 002">
  return [fee, nothing, none, count];
}
