import type { Sql } from 'postgres';
import type { OutboxRow } from './database.gen.js';

/** An event that this worker has taken. */
export type ClaimedEvent = Pick<OutboxRow, 'id' | 'tenant_id' | 'event_type' | 'payload' | 'attempts'>;

/** After so many attempts an event is given up and waits for a person. */
const MOST_ATTEMPTS = 5;

/**
 * Takes the oldest waiting events, at most `limit`. Workers do not wait for each other: each skips what another has locked.
 * An event whose worker died while sending is taken again after five minutes, so one may be sent twice.
 */
export async function claimEvents(sql: Sql, limit: number): Promise<readonly ClaimedEvent[]> {
  const events = await sql<ClaimedEvent[]>`
    UPDATE outbox
       SET status = 'sending', claimed_at = now(), attempts = attempts + 1
     WHERE id IN (
             SELECT id
               FROM outbox
              WHERE status = 'pending'
                 OR (status = 'sending' AND claimed_at < now() - interval '5 minutes')
              ORDER BY id
              LIMIT ${limit}
                FOR UPDATE SKIP LOCKED
           )
    RETURNING id, tenant_id, event_type, payload, attempts`;
  // RETURNING promises no order.
  return events.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}

/** Notes that an event has been sent. */
export async function markSent(sql: Sql, event: ClaimedEvent): Promise<void> {
  await sql`UPDATE outbox SET status = 'sent', sent_at = now() WHERE id = ${event.id}`;
}

/** Puts an event back that could not be sent, or gives it up after the last attempt. */
export async function markUnsent(sql: Sql, event: ClaimedEvent): Promise<OutboxRow['status']> {
  const status: OutboxRow['status'] = event.attempts < MOST_ATTEMPTS ? 'pending' : 'failed';
  await sql`UPDATE outbox SET status = ${status} WHERE id = ${event.id}`;
  return status;
}
