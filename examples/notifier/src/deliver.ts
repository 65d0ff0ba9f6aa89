import type { Sql } from 'postgres';
import { claimEvents, markSent, markUnsent } from './outbox.js';
import type { Send } from './send.js';

/** Sends one batch of waiting events. Answers how many were sent: none means that it is time to pause. */
export async function deliverBatch(sql: Sql, send: Send): Promise<number> {
  let sent = 0;
  for (const event of await claimEvents(sql, 20)) {
    try {
      await send(event);
    } catch (problem) {
      const status = await markUnsent(sql, event);
      console.error(`event ${event.id} not sent, now ${status}: ${String(problem)}`);
      continue;
    }
    await markSent(sql, event);
    sent += 1;
  }
  return sent;
}
