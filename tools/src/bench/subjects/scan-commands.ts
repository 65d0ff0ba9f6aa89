import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LeagueConsumer } from '../consumer/league-consumer.js';
import type { Subject } from '../measure/interleaved.js';
import { countEngineStarts, type NodeProgram, runNode } from '../measure/run-node.js';
import type { LeagueProducer } from '../producer/league-migrations.js';
import { addMigrations, LEAGUE } from '../producer/league-workspace.js';
import { processSubject } from './process-subject.js';
import { type Environment, tsc } from './programs.js';

const NODE_MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** The subjects on a consumer's source: those that look at all of it, and those that find most of it unchanged. */
export interface ScanSubjects {
  readonly slow: readonly Subject[];
  readonly quick: readonly Subject[];
  /** How often the embedded engine starts in a scan with nothing changed. */
  readonly warmEngineStarts: number;
}

interface ScanWorld {
  readonly rowpact: string;
  readonly cache: string;
  readonly env: Environment;
}

/** `rowpact scan` of a big consumer: never seen before, nothing changed, one file changed; and `tsc --noEmit` of the same tree. */
export async function scanSubjects(
  workspace: string,
  producer: LeagueProducer,
  consumer: LeagueConsumer,
  { rowpact, cache, env }: ScanWorld,
): Promise<ScanSubjects> {
  await writeWorkspace(workspace, producer, consumer);
  const folder = join(workspace, 'box-office');
  const scan: NodeProgram = { script: rowpact, args: ['scan'], cwd: workspace, env };
  await checkScan(scan, consumer);
  const edited = join(folder, consumer.files.find(({ text }) => text.includes('pool.query('))?.path ?? '');
  const original = await readFile(edited, 'utf8');
  let edits = 0;
  return {
    slow: [
      processSubject('rowpact scan, consumer never seen', scan, () => forgetScans(cache)),
      processSubject('tsc --noEmit, same consumer', tsc(folder, env)),
    ],
    quick: [
      processSubject('rowpact scan again', scan),
      processSubject('rowpact scan, one file changed', scan, () => writeFile(edited, `${original}// ${++edits}\n`)),
      processSubject('rowpact scan, one statement changed', scan, () =>
        writeFile(edited, original.replace(/pool\.query\(`/u, `pool.query(\`/* */ WITH edit AS (SELECT ${++edits}) `)),
      ),
    ],
    warmEngineStarts: await countEngineStarts(scan),
  };
}

async function writeWorkspace(folder: string, producer: LeagueProducer, consumer: LeagueConsumer): Promise<void> {
  await addMigrations(folder, producer.migrations);
  const files: readonly (readonly [string, string])[] = [
    [
      'registry/league/producer.yaml',
      `version: 1\nproducer: ${LEAGUE.producer}\nschema:\n  migrations: ${LEAGUE.migrations}\n`,
    ],
    [
      `registry/league/consumers/${LEAGUE.consumer}.yaml`,
      `version: 1\nconsumer: ${LEAGUE.consumer}\nproducer: ${LEAGUE.producer}\nsource: box-office\nrelations: {}\n`,
    ],
    ...consumer.files.map(({ path, text }) => [`box-office/${path}`, text] as const),
  ];
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(NODE_MODULES, join(folder, 'box-office/node_modules'));
}

/** What was scanned or analysed is forgotten, the producer's schema is not: replaying it is measured elsewhere. */
async function forgetScans(cache: string): Promise<void> {
  const entries = await readdir(cache);
  const scans = entries.filter((name) => name.endsWith('.scan') || name.endsWith('.analysis') || name.endsWith('.run'));
  for (const name of scans) await rm(join(cache, name), { force: true });
}

/** A scan that found nothing would be quick. */
async function checkScan(scan: NodeProgram, { statements }: LeagueConsumer): Promise<void> {
  const { stdout } = await runNode({ ...scan, args: [...scan.args, '--format', 'json'] });
  const report = JSON.parse(stdout) as {
    readonly consumers: readonly { readonly coverage: { readonly analysed: number } }[];
  }; // Our own report.
  const analysed = report.consumers[0]?.coverage.analysed;
  if (analysed !== statements.length)
    throw new Error(`the scan analysed ${analysed ?? 'no'} of ${statements.length} statements`);
}
