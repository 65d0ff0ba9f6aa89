import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Subject } from '../measure/interleaved.js';
import { createWorkspace, LEAGUE } from '../producer/league-workspace.js';
import { checkReport } from './generate-report.js';
import { processSubject, removeOutputs } from './process-subject.js';
import { kyselyCodegen, rowpactGenerate, type Environment } from './programs.js';

/**
 * `rowpact generate` against the kysely-codegen CLI on one loaded server: both write everything anew; then ours again
 * with nothing changed.
 */
export async function serverCommandSubjects(
  folder: string,
  { name, url }: { readonly name: string; readonly url: string },
  relations: readonly string[],
  { rowpact, env }: { readonly rowpact: string; readonly env: Environment },
): Promise<readonly Subject[]> {
  const ours = join(folder, 'rowpact');
  const theirs = join(folder, 'kysely-codegen');
  await createWorkspace(ours, 'database', relations);
  await mkdir(theirs, { recursive: true });
  const outFile = join(theirs, 'database.ts');
  const generate = rowpactGenerate(rowpact, ours, { ...env, [LEAGUE.databaseVariable]: url });
  await checkReport(generate, { relations: relations.length, replayed: null, wrote: true });
  await checkReport(generate, { relations: relations.length, replayed: null, wrote: false });
  return [
    processSubject(`rowpact generate, ${name}`, generate, () => removeOutputs(ours)),
    processSubject(`kysely-codegen, ${name}`, kyselyCodegen(theirs, env, url, outFile), () =>
      rm(outFile, { force: true }),
    ),
    processSubject(`rowpact generate again, ${name}`, generate),
  ];
}
