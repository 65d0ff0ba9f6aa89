import type { JerseyOption } from './jersey';
import { type Position, positions } from './position';

type Status = 'none' | 'draft' | 'sent' | 'signed';

export interface Player {
  id: number;
  contract_status: Status;
  jersey_option: JerseyOption | null;
  positions: Position[];
  team_id: Position | null;
}

export const first = positions[0];
