import { parentPort, workerData } from 'node:worker_threads';
import type { SyncOptions } from 'rowpact/sync';
import type { WorkerAnswer } from './plan-in-worker.js';

// A thread of its own: an engine that replays migrations would hold up the daemon, in which sync generators run, and the
// daemon would go on with the rowpact that it loaded first.

const { options, startedAt } = workerData as { readonly options: SyncOptions; readonly startedAt: number }; // plan-in-worker.ts sends it

async function answer(): Promise<WorkerAnswer> {
  const { describe, FailureError } = await import('rowpact');
  try {
    const { planSync } = await import('rowpact/sync');
    const plan = await planSync(options, startedAt);
    if (plan === null) return { stale: null };
    const { root, changes, notes, findings } = plan;
    return { stale: { root, changes, notes, findings: findings.map(describe.finding) } };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { failed: error.failures.map(describe.failure).join('\n') };
  }
}

parentPort?.postMessage(await answer());
