import {
  contractStatusValues,
  xValues,
  type ContractStatus,
  type PlayersInsert,
  type PlayersRow,
  type PlayersUpdate,
  type TeamsInsert,
} from './expected.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

// The tuple is the union, in the labels' order.
export const labels: Same<(typeof contractStatusValues)[number], ContractStatus> = true;
export const first: 'unsent' = contractStatusValues[0];
export const odd: 'z' = xValues[0];

// Generated columns and identities are read, never written.
export const read: Same<PlayersRow['id'], string> = true;
export const inserted: Same<Extract<keyof PlayersInsert, 'id' | 'full_name'>, never> = true;
export const updated: Same<Extract<keyof PlayersUpdate, 'id' | 'full_name'>, never> = true;

// Defaults make a column optional; leaving it out is not the same as giving undefined.
export const team: TeamsInsert = { name: 'Westside' };
// @ts-expect-error undefined is no default
export const undefinedTeam: TeamsInsert = { name: 'Westside', id: undefined };
// @ts-expect-error NOT NULL without default
export const namelessTeam: TeamsInsert = {};

// A column that the schema lacks is no property.
export const gone = (player: PlayersRow): unknown =>
  // @ts-expect-error `nickname` is in the contract and not in the schema
  player.nickname;
