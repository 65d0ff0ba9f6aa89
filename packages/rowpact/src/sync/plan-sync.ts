import type { Plan } from '../plan.js';
import { syncMemory } from './is-in-sync.js';
import type { SyncOptions } from './sync-options.js';

/**
 * Works out what is stale: the changes of the plan are those files that are not as they should be. Null where all are; that
 * is then remembered for `isInSync`.
 * @param startedAt milliseconds since 1970, before anything was read
 */
export async function planSync(options: SyncOptions, startedAt: number): Promise<Plan | null> {
  const plan = await wholePlan(options);
  const { checkOnly } = await import('../carry-out.js');
  const report = await checkOnly(plan);
  const stale = new Set(report.files.filter(({ state }) => state !== 'unchanged').map(({ path }) => path));
  if (stale.size > 0) return { ...plan, changes: plan.changes.filter(({ path }) => stale.has(path)) };
  await syncMemory(options, startedAt).remember(plan, report);
  return null;
}

async function wholePlan({ modules, ...options }: SyncOptions): Promise<Plan> {
  if (modules) return (await import('../generate.js')).planGenerate(options);
  const plan = await (await import('../snapshot.js')).planSnapshot(options, true);
  return options.fromSnapshot === true ? { ...plan, changes: [] } : plan;
}
