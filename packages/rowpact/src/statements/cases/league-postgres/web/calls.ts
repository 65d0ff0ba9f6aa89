import type { Sql, TransactionSql } from 'postgres';
import { addPlayer, getPlayers, getRosters } from './db/players.queries.js';
import { addTeam, deleteTeams, getTeam } from './db/teams.queries.js';
declare const sql: Sql;
declare const begun: TransactionSql;
export async function calls(): Promise<unknown> {
  (await getPlayers(sql, { token: 'a' }))[0]!.plays?.length;
  (await getPlayers(begun, { token: 'a' }))[0]!.team; // ✗ Property 'team' does not exist
  (await addPlayer(begun, { player: { id: 1, name: 'Maya', plays: null } }))[0]!.id.toFixed();
  (await getRosters(sql))[0]!.players[0]!.name.length;
  (await getTeam(sql, [1])).name; // ✗ possibly 'undefined'
  await addTeam(sql, { id: 1, name: 'Lakers', founded: null });
  const count: number = await deleteTeams(begun, { pattern: 'L%' });
  return count;
}
