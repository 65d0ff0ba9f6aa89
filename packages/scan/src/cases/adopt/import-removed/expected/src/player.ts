import type { PlayersRow } from './database.gen';
import { positions } from './position';

type Status = 'none' | 'draft' | 'sent' | 'signed';

export type Player = Pick<
  PlayersRow,
  'id' | 'positions' | 'contract_status' | 'jersey_option'
>;

export const first = positions[0];
