import { canonicalJson, type Report } from '@rowpact/model';
import { runMemory } from '../finished-runs.js';
import { OVERRIDE_VARIABLE } from './override-variable.js';
import type { CheckOptions } from './check-options.js';

/**
 * Checks, and with nothing changed since the same check was last made answers what it answered: not even the parts are loaded then.
 * Where the answer depends on a server, on git or on code that was scanned, it is made anew.
 * @param startedAt milliseconds since 1970, before anything was read
 */
export async function rememberedCheck(options: CheckOptions, startedAt: number): Promise<Report> {
  if (options.typecheck === true || options.base !== undefined) return checkNow(options);
  const { from, recorded, today, env } = options;
  const asked = canonicalJson({ from, recorded, today, override: env[OVERRIDE_VARIABLE] });
  const memory = runMemory(`check ${asked}`, options, startedAt);
  const known = await memory.recall();
  if (known) return known;
  const told: (readonly string[] | null)[] = [];
  const report = await checkNow({ ...options, onInputs: (paths) => told.push(paths) });
  const isInFiles = told.every((paths) => paths !== null) && (report.consumers ?? []).length === 0;
  const inputs = told.flatMap((paths) => paths ?? []);
  if (isInFiles) await memory.remember({ root: options.cwd, inputs, outputs: [], whenChecked: [] }, report);
  return report;
}

async function checkNow(options: CheckOptions): Promise<Report> {
  const { check } = await import('./check.js');
  return check(options);
}
