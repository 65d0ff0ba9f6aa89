import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ConsumerUse, type RecordedStatement, relationId, type RelationId } from '@rowpact/model';
import { readStatements } from '@rowpact/registry/statements';
import type { LeagueConsumer } from '../consumer/league-consumer.js';
import { recordedConsumers, recordOf, withNewStatement } from '../consumer/recorded-consumers.js';
import { runNode } from '../measure/run-node.js';
import { breakingMigration, type LeagueProducer } from '../producer/league-migrations.js';
import { addMigrations, LEAGUE } from '../producer/league-workspace.js';
import type { CheckedSize } from '../results/goals.js';
import type { Environment } from './programs.js';

/** A registry with its snapshot, and what was found in one consumer's source. */
export interface ScannedLeague {
  readonly folder: string;
  readonly producer: LeagueProducer;
  readonly use: ConsumerUse;
  /** The table that the pending migration changes, as SQL names it. */
  readonly table: string;
}

/** A producer's repository whose consumers are elsewhere. */
export interface CheckWorkspace {
  readonly folder: string;
  readonly statements: number;
  /** Makes this the one pending migration; null for none. */
  readonly pend: (edit: number | null) => Promise<void>;
  /** Writes one record anew as it is, as a new checkout does: what tells files apart without reading them changes. */
  readonly checkOutAgain: () => Promise<void>;
  /** Gives one consumer a statement that nobody sent before. */
  readonly addStatement: (edit: number) => Promise<void>;
}

const CONSUMERS = join('registry', LEAGUE.producer, 'consumers');

/** Takes the snapshot and scans a consumer, once: everybody's statements are made of what is found there. */
export async function scanLeague(
  folder: string,
  producer: LeagueProducer,
  consumer: LeagueConsumer,
  tables: readonly string[],
  { rowpact, env }: { readonly rowpact: string; readonly env: Environment },
): Promise<ScannedLeague> {
  await writeFiles(folder, [
    [
      join('registry', LEAGUE.producer, 'producer.yaml'),
      `version: 1\nproducer: ${LEAGUE.producer}\nschema:\n  migrations: ${LEAGUE.migrations}\n`,
    ],
    [
      join(CONSUMERS, `${LEAGUE.consumer}.yaml`),
      `version: 1\nconsumer: ${LEAGUE.consumer}\nproducer: ${LEAGUE.producer}\nsource: ${LEAGUE.consumer}\nrelations: {}\n`,
    ],
    ...consumer.files.map(({ path, text }) => [join(LEAGUE.consumer, path), text] as const),
  ]);
  await addMigrations(folder, producer.migrations);
  for (const command of ['snapshot', 'scan']) await runNode({ script: rowpact, args: [command], cwd: folder, env });
  const use = await readStatements(join(folder, 'registry'), LEAGUE.producer, LEAGUE.consumer);
  if (use?.statements.length !== consumer.statements.length)
    throw new Error(`the scan found ${use?.statements.length ?? 'no'} of ${consumer.statements.length} statements`);
  const table = mostUsed(use, tables);
  const uses = ({ access }: RecordedStatement): boolean => access.some(({ relation }) => relation === idOf(table));
  // Whose statements break come first, so that however few are dealt out some break.
  const statements = [...use.statements.filter(uses), ...use.statements.filter((one) => !uses(one))];
  return { folder, producer, use: { ...use, statements }, table };
}

/** The one that most statements name. */
function mostUsed({ statements }: ConsumerUse, tables: readonly string[]): string {
  const uses = (table: string): number =>
    statements.filter(({ access }) => access.some(({ relation }) => relation === idOf(table))).length;
  const counted = tables.map((table) => ({ table, count: uses(table) }));
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best), { table: '', count: 0 });
  if (most.count === 0) throw new Error('no statement uses a table that no view reads');
  return most.table;
}

function idOf(table: string): RelationId {
  const [name = '', schema = 'public'] = table.split('.').reverse();
  return relationId(schema, name);
}

/** Writes a repository with so many consumers. */
export async function checkWorkspace(
  folder: string,
  { folder: seed, producer, use, table }: ScannedLeague,
  { consumers, statementsEach }: CheckedSize,
): Promise<CheckWorkspace> {
  const recorded = recordedConsumers(use, consumers, statementsEach);
  await cp(join(seed, 'registry'), join(folder, 'registry'), { recursive: true });
  await rm(join(folder, CONSUMERS), { recursive: true });
  await addMigrations(folder, producer.migrations);
  for (const one of recorded)
    await writeFiles(folder, [
      [join(CONSUMERS, `${one.name}.yaml`), one.contract],
      [join(CONSUMERS, `${one.name}.statements.json`), recordOf(one)],
    ]);
  const user = recorded.find((one) =>
    one.use.statements.some(({ access }) => access.some(({ relation }) => relation === idOf(table))),
  );
  const pending = (edit: number) => breakingMigration(table, producer.migrations.length + 1, edit);
  return {
    folder,
    statements: consumers * statementsEach,
    pend: async (edit) => {
      if (edit === null) await rm(join(folder, LEAGUE.migrations, pending(0).file), { force: true });
      else await addMigrations(folder, [pending(edit)]);
    },
    checkOutAgain: async () => {
      for (const one of recorded.slice(0, 1))
        await writeFiles(folder, [[join(CONSUMERS, `${one.name}.statements.json`), recordOf(one)]]);
    },
    addStatement: async (edit) => {
      if (!user) throw new Error(`no consumer uses ${table}`);
      const path = join(CONSUMERS, `${user.name}.statements.json`);
      await writeFiles(folder, [[path, recordOf(withNewStatement(user, idOf(table), edit))]]);
    },
  };
}

async function writeFiles(folder: string, files: readonly (readonly [string, string])[]): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
