import { basename, dirname, posix, relative, resolve } from 'node:path';
import { fail } from '@rowpact/model';
import type { Answers, ConsumerAnswers, InitFlags, NewSource } from './answers.js';
import type { Ask } from './ask.js';
import { type ConsumerCandidate, findConsumers, nearestCandidate, plainName } from './find-consumers.js';
import { findMigrations } from './find-migrations.js';

/** What `init` is told or finds by itself before it asks. `ask` is null where nobody can answer. */
export interface Circumstances {
  /** The folder that will hold `registry/`, absolute. */
  readonly root: string;
  /** Where the command was called, absolute: paths in flags are relative to it. */
  readonly cwd: string;
  readonly ask: Ask | null;
  /** Names of the producers that the registry has, if there is one. */
  readonly producers: readonly string[];
  /** The one thing that is to be added; null for a producer, or a consumer, or both. */
  readonly adds: 'producer' | 'consumer' | null;
}

/** Puts flags, findings and answers together. The consumer's relations are chosen later, when the schema is known. */
export async function gatherAnswers(flags: InitFlags, circumstances: Circumstances): Promise<Answers> {
  const known = await knownProducer(flags, circumstances);
  if (known !== null)
    return { producer: known, source: null, consumer: await gatherConsumer(flags, known, circumstances) };
  const source = await gatherSource(flags, circumstances);
  const producer = flags.producer ?? (await producerName(source, circumstances));
  return { producer, source, consumer: await gatherConsumer(flags, producer, circumstances) };
}

/** The registered producer that is meant; null where a new one is to be set up. */
async function knownProducer(flags: InitFlags, circumstances: Circumstances): Promise<string | null> {
  const { producers, adds, ask } = circumstances;
  const { producer, consumer } = flags;
  if (producer !== undefined && producers.includes(producer)) return producer;
  if (adds === 'consumer' && (producer !== undefined || producers.length === 0)) return noProducer(producer, producers);
  if (producer !== undefined || consumer === undefined || sourcesIn(flags).length > 0) return null;
  const [first, ...others] = producers;
  if (first === undefined || others.length === 0) return first ?? null;
  if (!ask) return severalProducers(producers);
  return ask.choose(
    `Which producer owns the database that ${consumer} uses?`,
    producers.map((value) => ({ value })),
  );
}

function noProducer(name: string | undefined, producers: readonly string[]): never {
  return fail({
    code: 'usage',
    message: `the registry has no producer${name === undefined ? '' : ` named ${name}`}`,
    hint: producers.length > 0 ? `it has ${producers.join(', ')}` : 'register the service that owns the database first',
  });
}

function severalProducers(producers: readonly string[]): never {
  return fail({
    code: 'usage',
    message: 'the registry has several producers',
    hint: `name one with --producer: ${producers.join(', ')}`,
  });
}

function sourcesIn({ migrations, schemaFile, databaseEnv }: InitFlags): readonly string[] {
  return [migrations, schemaFile, databaseEnv].filter((flag) => flag !== undefined);
}

async function gatherSource(flags: InitFlags, circumstances: Circumstances): Promise<NewSource> {
  const { migrations, schemaFile, databaseEnv } = flags;
  if (sourcesIn(flags).length > 1) return tooManySources();
  if (migrations !== undefined) return { kind: 'migrations', folder: fromRoot(migrations, circumstances) };
  if (schemaFile !== undefined) return { kind: 'schema file', file: fromRoot(schemaFile, circumstances) };
  if (databaseEnv !== undefined) return { kind: 'database', urlVariable: databaseEnv };
  const found = await findMigrations(circumstances.root);
  const [first, ...others] = found;
  if (!first) return noMigrations(circumstances);
  if (!circumstances.ask || others.length === 0) return { kind: 'migrations', folder: first.folder };
  const options = found.slice(0, 20).map(({ folder, files }) => ({ value: folder, hint: `${files} files` }));
  return { kind: 'migrations', folder: await circumstances.ask.choose('Which folder holds the migrations?', options) };
}

async function noMigrations({ ask }: Circumstances): Promise<NewSource> {
  if (ask)
    return {
      kind: 'migrations',
      folder: await ask.text('No SQL migrations found here. Which folder holds them?', 'db/migrations'),
    };
  return fail({
    code: 'migrations-not-found',
    message: 'found no folder of SQL migrations below this one',
    hint: 'name it with --migrations DIR, or give --schema-file FILE or --database-env VARIABLE',
  });
}

function tooManySources(): never {
  return fail({
    code: 'usage',
    message: '--migrations, --schema-file and --database-env exclude each other',
    hint: 'give the one place that the schema comes from',
  });
}

/** The service above the migrations: the nearest folder whose name does not only say that migrations are in it. */
async function producerName(source: NewSource, { root, ask }: Circumstances): Promise<string> {
  const start =
    source.kind === 'migrations'
      ? resolve(root, source.folder)
      : source.kind === 'schema file'
        ? dirname(resolve(root, source.file))
        : root;
  let folder = start;
  while (
    folder !== root &&
    /^(db|sql|database|.*migrations?.*|migrate|prisma|drizzle|schema|src|committed|alembic|versions)$/i.test(
      basename(folder),
    )
  ) {
    folder = dirname(folder);
  }
  const suggestion = plainName(basename(folder));
  return ask ? ask.text('What is the service called that owns this database?', suggestion) : suggestion;
}

async function gatherConsumer(
  flags: InitFlags,
  producer: string,
  circumstances: Circumstances,
): Promise<ConsumerAnswers | null> {
  const { ask, root, adds } = circumstances;
  if (adds === 'producer') return null;
  const packages = await findConsumers(root);
  const candidate =
    flags.consumer === undefined
      ? await chooseConsumer(
          packages.filter(({ name }) => name !== producer),
          circumstances,
        )
      : namedConsumer(flags.consumer, flags, packages, circumstances);
  if (!candidate) return null;
  const output =
    flags.output ??
    (ask ? await ask.text('Where should its generated module go, in its folder?', DEFAULT_OUTPUT) : DEFAULT_OUTPUT);
  return {
    name: candidate.name,
    source: candidate.folder,
    output: posix.normalize(output),
    driver: flags.driver ?? candidate.driver,
    kysely: flags.kysely ?? candidate.kysely,
    relations: relationsIn(flags),
  };
}

function relationsIn({ relations }: InitFlags): ConsumerAnswers['relations'] {
  if (relations === undefined || relations === 'all') return 'all';
  return typeof relations === 'string' ? relations.split(',').map((name) => name.trim()) : relations;
}

const DEFAULT_OUTPUT = 'src/database.gen.ts';
const LATER = '(none for now)';

async function chooseConsumer(
  found: readonly ConsumerCandidate[],
  { ask }: Circumstances,
): Promise<ConsumerCandidate | null> {
  if (!ask || found.length === 0) return null;
  const options = [
    ...found.map(({ name, folder, driver }) => ({ value: name, hint: `${folder}, ${driver}` })),
    { value: LATER },
  ];
  const chosen = await ask.choose('Which service uses the database?', options);
  return found.find(({ name }) => name === chosen) ?? null;
}

function namedConsumer(
  name: string,
  { source }: InitFlags,
  packages: readonly ConsumerCandidate[],
  circumstances: Circumstances,
): ConsumerCandidate {
  const known = packages.find((candidate) => candidate.name === name);
  if (source !== undefined) {
    const folder = fromRoot(source, circumstances);
    const { driver, kysely } = nearestCandidate(folder, packages) ?? known ?? { driver: 'pg', kysely: false };
    return { name, folder, driver, kysely };
  }
  if (known) return known;
  return fail({
    code: 'usage',
    message: `no package named ${name} with a PostgreSQL driver lies below this folder`,
    hint: 'name its folder with --source DIR',
  });
}

/** A path given on the command line, relative to the registry's root. */
function fromRoot(path: string, { root, cwd }: Circumstances): string {
  return relative(root, resolve(cwd, path)).replaceAll('\\', '/') || '.';
}
