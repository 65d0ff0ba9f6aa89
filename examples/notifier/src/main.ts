import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { deliverBatch } from './deliver.js';
import { sendTo, sendToConsole } from './send.js';

// Sends the events of the outbox until it is stopped, or with --once until no more can be sent.
// Usage: DATABASE_URL=postgres://… [WEBHOOK_URL=https://…] node dist/main.js [--once]
const { DATABASE_URL: url, WEBHOOK_URL: webhook } = process.env;
if (url === undefined) {
  console.error('DATABASE_URL is not set: give the address of the database of basketball-api');
  process.exitCode = 2;
} else {
  const sql = postgres(url, { max: 1 });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await run(sql, stop.signal);
  } finally {
    await sql.end();
  }
}

async function run(sql: postgres.Sql, stop: AbortSignal): Promise<void> {
  const send = webhook === undefined ? sendToConsole : sendTo(new URL(webhook));
  const once = process.argv.includes('--once');
  while (!stop.aborted) {
    const sent = await deliverBatch(sql, send);
    if (sent > 0) continue;
    if (once) return;
    // An aborted sleep throws; the loop's condition then ends the program.
    await sleep(2_000, undefined, { signal: stop }).catch(() => undefined);
  }
}
