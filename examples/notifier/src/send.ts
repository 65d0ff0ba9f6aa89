import type { ClaimedEvent } from './outbox.js';

/** Hands one event to the outside; throws where that failed. */
export type Send = (event: ClaimedEvent) => Promise<void>;

/** Posts events as JSON to a webhook. The event's id lets the receiver drop what it has seen already. */
export function sendTo(webhook: URL): Send {
  return async (event) => {
    const response = await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': event.id },
      body: JSON.stringify({ tenant: event.tenant_id, type: event.event_type, payload: event.payload }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
  };
}

/** Prints events instead, for development. */
export async function sendToConsole(event: ClaimedEvent): Promise<void> {
  console.log(`${event.event_type} (tenant ${event.tenant_id}): ${JSON.stringify(event.payload)}`);
}
