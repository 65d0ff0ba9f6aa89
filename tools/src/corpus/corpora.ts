import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SCAN } from '@rowpact/model';
import { openCache, openReplayed, readMigrations, type EmbeddedDatabase } from '@rowpact/postgres';
import { scanConsumer } from '@rowpact/scan';
import { readNamed, type CorpusStatement } from './corpus-statement.js';
import { mutate, type DropResult } from './drop-mutation.js';
import { type CompatResult, judgeCompat } from './judge-compat.js';
import { judgeSafeql, type SafeqlResult } from './judge-safeql.js';
import { openSchema } from './open-schema.js';
import { resetSchema } from './reset-schema.js';
import { scannerRecall, type ScannerResult } from './scanner-recall.js';
import { SCHEMA } from '../random-queries/schema.js';
import { type RandomSearch, searchNulls } from '../random-queries/search-nulls.js';
import { bySchema, readSafeql, type SafeqlCorpus } from './safeql-corpus.js';

export interface CorpusWorld {
  /** The top of this repository. */
  readonly repository: string;
  /** The folder of the corpora. */
  readonly corpora: string;
  /** An empty folder for the engine's cache. */
  readonly cache: string;
  readonly report: (line: string) => void;
  /** Of the random statements. */
  readonly seed: number;
}

export interface CorpusResults {
  /** Null where the corpus is not there. */
  readonly safeql: SafeqlResult | null;
  /** By schema; null where its corpus is not there. */
  readonly drops: Readonly<Record<string, DropResult | null>>;
  readonly scanner: ScannerResult;
  /** Null where the corpus is not there. */
  readonly compat: CompatResult | null;
  readonly random: RandomSearch;
}

/** PostgreSQL takes 97 of 100, and 95 run without an error: more than 20,000. */
const RANDOM_STATEMENTS = 22_000;

/** Runs everything, one engine at a time. */
export async function runCorpora(world: CorpusWorld): Promise<CorpusResults> {
  const safeqlFolder = found(world, 'safeql');
  const probeFolder = found(world, 'compat-probe');
  const safeql = safeqlFolder === null ? null : await readSafeql(safeqlFolder);
  return {
    safeql: safeql && (await withSchema(world, '', (database) => judgeSafeql(database, safeql))),
    drops: {
      safeql: safeql && (await withSchema(world, '', (database) => dropsOfSafeql(database, safeql))),
      'compat-probe': probeFolder === null ? null : await dropsOfProbe(world, probeFolder),
      examples: await dropsOfExamples(world),
      variety: await dropsOfVariety(world),
    },
    scanner: await scannerRecall(join(world.repository, 'packages/scan/src/cases')),
    compat: probeFolder === null ? null : await judgeCompat(probeFolder, world.cache, world.report),
    random: await withSchema(world, SCHEMA, (database) =>
      searchNulls(database, { seed: world.seed, statements: RANDOM_STATEMENTS, report: world.report }),
    ),
  };
}

function found({ corpora, report }: CorpusWorld, name: string): string | null {
  const folder = join(corpora, name);
  if (existsSync(join(folder, 'schema.sql'))) return folder;
  report(`skipped ${name}: there is no ${name}/schema.sql in the folder that --corpora names`);
  return null;
}

async function withSchema<T>(
  { cache }: CorpusWorld,
  schema: string,
  work: (database: EmbeddedDatabase) => Promise<T>,
): Promise<T> {
  const database = await openSchema(schema, cache);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function dropsOfSafeql(database: EmbeddedDatabase, corpus: SafeqlCorpus): Promise<DropResult> {
  const results: DropResult[] = [];
  for (const [schema, cases] of bySchema(corpus.cases)) {
    await resetSchema(database, corpus.schema, schema);
    results.push(
      await mutate(
        database,
        cases.map(({ name, query }) => ({ name, text: query })),
      ),
    );
  }
  return results.reduce(together);
}

function together(left: DropResult, right: DropResult): DropResult {
  const rules = Object.entries(left.byRule).map(([rule, pairs]) => [
    rule,
    [...pairs, ...right.byRule[rule as keyof DropResult['byRule']]], // the keys of the same type
  ]);
  return {
    statements: left.statements + right.statements,
    refused: [...left.refused, ...right.refused],
    columns: left.columns + right.columns,
    undroppable: [...new Set([...left.undroppable, ...right.undroppable])],
    hurt: left.hurt + right.hurt,
    missed: [...left.missed, ...right.missed],
    byRule: Object.fromEntries(rules) as DropResult['byRule'], // made of the same keys
    false: [...left.false, ...right.false],
  };
}

async function dropsOfProbe(world: CorpusWorld, folder: string): Promise<DropResult> {
  const schema = await readFile(join(folder, 'schema.sql'), 'utf8');
  // The corpus's README says that it maps names to statements.
  const operations = JSON.parse(await readFile(join(folder, 'operations.json'), 'utf8')) as Record<string, string>;
  const statements = Object.entries(operations).map(([name, text]) => ({ name, text }));
  return withSchema(world, `CREATE ROLE consumer;\n${schema}`, (database) => mutate(database, statements));
}

async function dropsOfVariety(world: CorpusWorld): Promise<DropResult> {
  const folder = join(world.repository, 'tools/corpus/variety');
  const schema = await readFile(join(folder, 'schema.sql'), 'utf8');
  const statements = readNamed(await readFile(join(folder, 'statements.sql'), 'utf8'));
  return withSchema(world, schema, (database) => mutate(database, statements));
}

const CONSUMERS = ['westside-contracts', 'coach-dashboard', 'notifier'];

/** Every statement that the scanner finds in the examples' consumers. */
async function dropsOfExamples(world: CorpusWorld): Promise<DropResult> {
  const { repository, cache } = world;
  const source = { kind: 'migrations', ignore: [], order: null, placeholders: {} } as const;
  const plan = await readMigrations({ ...source, folder: 'examples/basketball-api/migrations' }, repository);
  const statements: CorpusStatement[] = [];
  for (const consumer of CONSUMERS) {
    const folder = join(repository, 'examples', consumer);
    const scan = await scanConsumer({ folder, settings: DEFAULT_SCAN, store: null });
    for (const { text, place } of scan.statements)
      statements.push({ name: `${consumer}/${place.file}:${place.line}`, text });
  }
  const database = await openReplayed(plan, { cache: openCache({ directory: cache }), stubs: [] });
  try {
    return await mutate(database, statements);
  } finally {
    await database.close();
  }
}
