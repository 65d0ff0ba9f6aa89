import type { PlayersRow } from './database.gen';

/** Where a contract stands. */
export type ContractStatus = 'none' | 'draft' | 'sent' | 'signed';

/** A row of the table `players`, written by hand. */
export type Player = PlayersRow;
