import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Subject } from '../measure/interleaved.js';
import { leagueProducer, nextMigration } from '../producer/league-migrations.js';
import { addMigrations, createWorkspace } from '../producer/league-workspace.js';
import type { ProducerSize } from '../producer/producer-size.js';
import type { Environment } from './programs.js';

/** A `rowpact watch` that runs until it is stopped. */
export interface WatchSubject {
  readonly subject: Subject;
  readonly stop: () => Promise<void>;
}

/** As the table of results names it. */
export function watchTitle({ tables }: ProducerSize): string {
  return `rowpact watch, migration saved, ${tables} tables`;
}

/** The time from a save of the newest migration until all is written, in a workspace of its own that `rowpact watch` watches. */
export async function watchSubject(
  workspace: string,
  size: ProducerSize,
  { rowpact, env }: { readonly rowpact: string; readonly env: Environment },
): Promise<WatchSubject> {
  const producer = leagueProducer(size);
  await createWorkspace(workspace, 'migrations', producer.relations);
  await addMigrations(workspace, producer.migrations);
  const child = spawn(process.execPath, [rowpact, 'watch', '--format', 'json'], {
    cwd: workspace,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  await nextRun(lines);
  const title = watchTitle(size);
  const { file } = nextMigration(size, producer.migrations.length + 1);
  let edits = 0;
  const run: Subject['run'] = async () => {
    edits += 1;
    const printed = nextRun(lines);
    const start = performance.now();
    // One file, saved again and again, is what a person does who works on a migration.
    await addMigrations(workspace, [{ file, sql: nextMigration(size, edits).sql }]);
    await printed;
    return { wall: performance.now() - start, cpu: null, peak: null };
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
  };
  return { subject: { id: title, title, run }, stop };
}

/** @throws where the run that is printed next did not go well: what failed is not measured */
async function nextRun(lines: Interface): Promise<void> {
  const [line] = (await once(lines, 'line')) as [string]; // What readline sends.
  const { report } = JSON.parse(line) as { readonly report: { readonly exitCode: number } }; // docs/report.schema.json
  if (report.exitCode !== 0) throw new Error(`rowpact watch could not generate:\n${line}`);
}
