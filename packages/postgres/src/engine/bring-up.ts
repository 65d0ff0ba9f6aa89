import { FailureError } from '@rowpact/model';
import type { MigrationPlan } from '../migrations/migration.js';
import { furtherMissing } from './extension-missing.js';
import { loadRequested } from './load-requested.js';
import { templateKey } from './replay-keys.js';
import { phase, type ReplayOptions } from './replay-options.js';
import { ReplayRun, type ReplayObserver } from './replay-run.js';
import { ExtensionNeeded } from './run-statement.js';
import { loadTemplate } from './state-store.js';

let lastTurn: Promise<unknown> = Promise.resolve();

/** An engine takes a third of a gigabyte: replays that are asked for at the same time run one after the other. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/** Runs the plan to its end, once more with an extension that only showed while it ran. */
export async function bringUp(
  plan: MigrationPlan,
  keys: readonly string[],
  options: ReplayOptions,
  observer?: ReplayObserver,
): Promise<ReplayRun> {
  const template = await loadTemplate(options.cache, templateKey(), () => {
    options.onProgress?.(phase('preparing the engine'));
  });
  const late: string[] = [];
  for (;;) {
    const extensions = await loadRequested(plan, options, late);
    const run = await ReplayRun.start({ plan, keys, template, extensions, options, observer });
    try {
      await run.finish();
      return run;
    } catch (error) {
      await run.database.close();
      if (!(error instanceof ExtensionNeeded)) throw withFurtherMissing(error, plan, options);
      late.push(error.extension);
    }
  }
}

/** One missing extension seldom comes alone: all that later migrations ask for are named together. */
function withFurtherMissing(error: unknown, plan: MigrationPlan, options: ReplayOptions): unknown {
  if (!(error instanceof FailureError) || error.failures[0].code !== 'extension-missing') return error;
  return new FailureError(...error.failures, ...furtherMissing(plan, options, error.failures[0]));
}
