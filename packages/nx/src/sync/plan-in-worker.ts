import { Worker } from 'node:worker_threads';
import type { Plan } from 'rowpact';
import type { SyncOptions } from 'rowpact/sync';

/** What is stale, in a form that can be sent. */
export interface StalePlan extends Pick<Plan, 'root' | 'changes' | 'notes'> {
  /** As text. */
  readonly findings: readonly string[];
}

export type WorkerAnswer = { readonly stale: StalePlan | null } | { readonly failed: string };

/**
 * Works out in another thread what is stale; null where nothing is.
 * @param startedAt milliseconds since 1970, before anything was read
 * @throws Error with the text that the command line prints, where it could not be worked out
 */
export async function planInWorker(options: SyncOptions, startedAt: number): Promise<StalePlan | null> {
  const answer = await ask({ options: { ...options, env: { ...options.env } }, startedAt });
  if ('failed' in answer) throw new Error(`\n${answer.failed}`);
  return answer.stale;
}

function ask(workerData: { readonly options: SyncOptions; readonly startedAt: number }): Promise<WorkerAnswer> {
  const worker = new Worker(new URL('./plan-worker.js', import.meta.url), { workerData });
  return new Promise<WorkerAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that replays migrations ended with code ${code}`)));
  }).finally(() => worker.terminate());
}
