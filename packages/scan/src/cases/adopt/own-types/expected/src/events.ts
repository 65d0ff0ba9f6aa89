import type { PlayerId } from './ids';
import type { OutboxRow, PlayerTeamsRow } from './database.gen';

export type OutboxEvent = Pick<OutboxRow, 'id' | 'created_at'> & {
  event_type: 'contract.signed' | 'contract.sent';
  payload: { player_id: PlayerId; signed_by: string };
};

export type Placed = Pick<PlayerTeamsRow, 'team_id'> & { player_id: PlayerId };
