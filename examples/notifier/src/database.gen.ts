export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'failed';
export interface OutboxRow {
  id: string;
  tenant_id: number;
  event_type: string;
  payload: unknown;
  status: OutboxStatus;
  claimed_at: Date | null;
  sent_at: Date | null;
  attempts: number;
}
