import type { ParentsRow, PlayersRow, TeamsRow } from './database.gen';

/** A row of basketball-api's table `players`, as its migrations define it. */
export type Player = PlayersRow;

/** Where a contract stands. */
export type ContractStatus = Player['contract_status'];

/** A team as the contract page names it. */
export type Team = Pick<TeamsRow, 'id' | 'name'>;

/** The parent who signs. */
export type Parent = Pick<ParentsRow, 'name' | 'email'>;
