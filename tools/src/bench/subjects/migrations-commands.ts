import { rm } from 'node:fs/promises';
import type { Subject } from '../measure/interleaved.js';
import { countEngineStarts, type NodeProgram } from '../measure/run-node.js';
import type { LeagueProducer } from '../producer/league-migrations.js';
import { nextMigration } from '../producer/league-migrations.js';
import { addMigrations, createWorkspace } from '../producer/league-workspace.js';
import type { ProducerSize } from '../producer/producer-size.js';
import { checkReport } from './generate-report.js';
import { processSubject, removeOutputs } from './process-subject.js';
import { plainReplay, rowpactGenerate, type Environment } from './programs.js';

/** The subjects on a migrations folder: the slow ones and the quick ones are measured in groups of their own. */
export interface MigrationsSubjects {
  readonly slow: readonly Subject[];
  readonly quick: readonly Subject[];
  /** How often the embedded engine starts in a run with an empty cache, and in one with nothing changed. */
  readonly engineStarts: { readonly cold: number; readonly warm: number };
}

/** `rowpact generate` from a folder of migrations: with an empty cache, with nothing changed, with one migration more. */
export async function migrationsSubjects(
  workspace: string,
  producer: LeagueProducer,
  size: ProducerSize,
  { rowpact, cache, env }: { readonly rowpact: string; readonly cache: string; readonly env: Environment },
): Promise<MigrationsSubjects> {
  await createWorkspace(workspace, 'migrations', producer.relations);
  await addMigrations(workspace, producer.migrations);
  const generate = rowpactGenerate(rowpact, workspace, env);
  const engineStarts = await lookOnce(generate, producer);
  let count = producer.migrations.length;
  const append = async (): Promise<void> => addMigrations(workspace, [nextMigration(size, ++count)]);
  const empty = async (): Promise<void> => {
    await rm(cache, { recursive: true, force: true });
    await removeOutputs(workspace);
  };
  return {
    slow: [
      processSubject('rowpact generate, migrations, empty cache', generate, empty),
      processSubject('plain replay in PGlite', plainReplay(workspace, env)),
    ],
    quick: [
      processSubject('rowpact generate again, migrations', generate),
      processSubject('rowpact generate, one migration more', generate, append),
    ],
    engineStarts,
  };
}

async function lookOnce(generate: NodeProgram, producer: LeagueProducer): Promise<MigrationsSubjects['engineStarts']> {
  const cold = await countEngineStarts(generate);
  await checkReport(generate, { relations: producer.relations.length, replayed: 0, wrote: false });
  return { cold, warm: await countEngineStarts(generate) };
}
