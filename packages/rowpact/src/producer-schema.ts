import { join, resolve } from 'node:path';
import {
  fail,
  type DatabaseSource,
  type MigrationReport,
  type MigrationsSource,
  type Producer,
  type ProducerReport,
  type SchemaFileSource,
  type Snapshot,
} from '@rowpact/model';
import {
  type EmbeddedDatabase,
  defaultCacheDirectory,
  type Migration,
  type MigrationPlan,
  openCache,
  openFromSnapshot,
  openReplayed,
  readLiveSnapshot,
  readMigrations,
  replay,
  type ReplayOptions,
  type RestoreOptions,
  selectRevision,
} from '@rowpact/postgres';
import { type RegisteredProducer, type Registry, readSnapshot } from '@rowpact/registry';
import type { RowpactOptions } from './options.js';
import { readPin } from './pin.js';

/** A producer's schema as this run sees it, and how it was come by. */
export interface ProducerSchema {
  readonly snapshot: Snapshot;
  readonly report: ProducerReport;
  readonly notes: readonly string[];
  /** Migrations behind the revision, which were left out. */
  readonly newer: readonly string[];
  /** What it was made of, for the record beside the snapshot; null where there are no migrations, or nobody looked at them. */
  readonly migrations: readonly Migration[] | null;
  /** Files and folders it was read from, absolute; null where a server was asked. */
  readonly inputs: readonly string[] | null;
  /** Starts an embedded database that has this schema and no data; the caller closes it. Notes say what could not be rebuilt. */
  readonly open: () => Promise<OpenedSchema>;
}

export interface OpenedSchema {
  readonly database: EmbeddedDatabase;
  readonly notes: readonly string[];
}

/** Which revision is meant: the one asked for, else the one that is pinned, else (null) the newest. */
export async function revisionInUse(
  registry: Registry,
  entry: RegisteredProducer,
  options: RowpactOptions,
  heedPin: boolean,
): Promise<string | null> {
  return options.to ?? (heedPin ? await readPin(registry, entry) : null);
}

/** Where a registry lies; all that a schema needs of it. */
export type RegistryPlace = Pick<Registry, 'root' | 'directory'>;

/** Reads the producer's schema: replays its migrations, asks its server, or takes the committed snapshot. */
export async function producerSchema(
  registry: RegistryPlace,
  producer: Producer,
  revision: string | null,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  if (options.fromSnapshot) return committedSchema(registry, producer, options);
  const { source } = producer;
  switch (source.kind) {
    case 'migrations':
    case 'schema file':
      return replayedSchema(registry, producer, source, revision, options);
    case 'database':
      return liveSchema(registry, producer, source, revision, options);
    default:
      return source satisfies never;
  }
}

async function replayedSchema(
  registry: RegistryPlace,
  producer: Producer,
  source: MigrationsSource | SchemaFileSource,
  revision: string | null,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  const whole = await readMigrations(source, registry.root);
  const plan = revision === null ? whole : selectRevision(whole, revision);
  const replaying = engineOptions(registry, producer, options);
  const result = await replay(plan, replaying);
  const report: ProducerReport = {
    name: producer.name,
    source: source.kind,
    revision: plan.migrations.at(-1)?.label ?? null,
    pinned: revision !== null,
    migrations: plan.migrations.map(migrationReport),
    replayed: result.replayed,
    relations: result.snapshot.relations.length,
  };
  const inputs = migrationInputs(registry, source, plan);
  const newer = whole.migrations.slice(plan.migrations.length).map(({ label }) => label);
  const open = async (): Promise<OpenedSchema> => ({ database: await openReplayed(plan, replaying), notes: [] });
  return {
    snapshot: result.snapshot,
    report,
    notes: [...plan.notes, ...result.notes],
    newer,
    migrations: plan.migrations,
    inputs,
    open,
  };
}

function restoreOptions(registry: RegistryPlace, producer: Producer, options: RowpactOptions): RestoreOptions {
  const { cache, stubs, packageFolders } = engineOptions(registry, producer, options);
  const { onProgress } = options;
  return { cache, stubs, ...(packageFolders && { packageFolders }), ...(onProgress && { onProgress }) };
}

/** How the embedded engine is started for a producer. */
export function engineOptions(
  { root }: RegistryPlace,
  { extensions }: Producer,
  options: RowpactOptions,
): ReplayOptions {
  return {
    cache: openCache({ directory: defaultCacheDirectory(options.env), enabled: options.cache ?? true }),
    stubs: extensions,
    packageFolders: [root],
    ...(options.onProgress && { onProgress: options.onProgress }),
  };
}

/** What a replay is made of, absolute; the whole folder: also a file that is no migration today may be one tomorrow. */
export function migrationInputs(
  { root }: RegistryPlace,
  source: MigrationsSource | SchemaFileSource,
  { migrations }: MigrationPlan,
): readonly string[] {
  const included = migrations.flatMap((migration) => migration.included.map(({ path }) => path));
  return [source.kind === 'migrations' ? source.folder : source.file, ...included].map((path) => resolve(root, path));
}

/** A migration as reports name it. */
export function migrationReport({ label, version, path }: Migration): MigrationReport {
  return { label, version, path };
}

/** Milliseconds that one catalog query may take on the producer's server. */
const STATEMENT_TIMEOUT = 60_000;

async function liveSchema(
  registry: RegistryPlace,
  producer: Producer,
  source: DatabaseSource,
  revision: string | null,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  if (revision !== null) {
    return fail({
      code: 'usage',
      message: `${producer.name} takes its schema from a server, which has no revision ${revision}`,
      hint: 'leave --to out, or give the producer a migrations folder in its producer.yaml',
    });
  }
  const url = options.env[source.urlVariable];
  if (url === undefined || url === '') {
    return fail({
      code: 'database-unreachable',
      message: `${producer.name} takes its schema from the server in ${source.urlVariable}, which is not set`,
      hint: `set ${source.urlVariable}, or use the committed snapshot with --from-snapshot`,
    });
  }
  const snapshot = await readLiveSnapshot({ url, statementTimeoutMs: STATEMENT_TIMEOUT });
  const open = (): Promise<OpenedSchema> => openFromSnapshot(snapshot, restoreOptions(registry, producer, options));
  return {
    snapshot,
    report: unmigrated(producer.name, 'database', snapshot),
    notes: [],
    newer: [],
    migrations: null,
    inputs: null,
    open,
  };
}

async function committedSchema(
  registry: RegistryPlace,
  producer: Producer,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  if (options.to !== undefined) {
    return fail({
      code: 'usage',
      message: '--from-snapshot takes the revision that was committed, so --to cannot choose another',
      hint: 'leave one of the two out',
    });
  }
  const snapshot = await readSnapshot(registry.directory, producer.name);
  const inputs = [join(registry.directory, producer.name, 'schema')];
  if (snapshot)
    return {
      snapshot,
      report: unmigrated(producer.name, 'committed snapshot', snapshot),
      notes: [],
      newer: [],
      migrations: null,
      inputs,
      open: () => openFromSnapshot(snapshot, restoreOptions(registry, producer, options)),
    };
  return fail({
    code: 'snapshot-invalid',
    message: `the registry has no snapshot of ${producer.name}`,
    hint: 'run `rowpact snapshot` where the producer is, and commit what it writes',
  });
}

function unmigrated(name: string, source: ProducerReport['source'], snapshot: Snapshot): ProducerReport {
  const relations = snapshot.relations.length;
  return { name, source, revision: null, pinned: false, migrations: [], replayed: null, relations };
}
