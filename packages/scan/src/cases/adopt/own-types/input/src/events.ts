import type { PlayerId } from './ids';

export interface OutboxEvent {
  id: string;
  event_type: 'contract.signed' | 'contract.sent';
  payload: { player_id: PlayerId; signed_by: string };
  created_at: Date;
}

export interface Placed {
  player_id: PlayerId;
  team_id: number;
}
