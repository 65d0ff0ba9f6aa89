import {
  fail,
  type DatabaseSource,
  type MigrationReport,
  type MigrationsSource,
  type ProducerReport,
  type SchemaFileSource,
  type Snapshot,
} from '@rowpact/model';
import {
  defaultCacheDirectory,
  type Migration,
  openCache,
  readLiveSnapshot,
  readMigrations,
  replay,
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

/** Reads the producer's schema: replays its migrations, asks its server, or takes the committed snapshot. */
export async function producerSchema(
  registry: Registry,
  entry: RegisteredProducer,
  revision: string | null,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  if (options.fromSnapshot) return committedSchema(registry, entry);
  const { source } = entry.producer;
  switch (source.kind) {
    case 'migrations':
    case 'schema file':
      return replayedSchema(registry, entry, source, revision, options);
    case 'database':
      return liveSchema(entry, source, revision, options);
    default:
      return source satisfies never;
  }
}

async function replayedSchema(
  registry: Registry,
  entry: RegisteredProducer,
  source: MigrationsSource | SchemaFileSource,
  revision: string | null,
  options: RowpactOptions,
): Promise<ProducerSchema> {
  const whole = await readMigrations(source, registry.root);
  const plan = revision === null ? whole : selectRevision(whole, revision);
  const cache = openCache({ directory: defaultCacheDirectory(options.env), enabled: options.cache ?? true });
  const result = await replay(plan, {
    cache,
    stubs: entry.producer.extensions,
    ...(options.onProgress && { onProgress: options.onProgress }),
  });
  const report: ProducerReport = {
    name: entry.producer.name,
    source: source.kind,
    revision: plan.migrations.at(-1)?.label ?? null,
    pinned: revision !== null,
    migrations: plan.migrations.map(migrationReport),
    replayed: result.replayed,
    relations: result.snapshot.relations.length,
  };
  return { snapshot: result.snapshot, report, notes: [...plan.notes, ...result.notes] };
}

/** A migration as reports name it. */
export function migrationReport({ label, version, path }: Migration): MigrationReport {
  return { label, version, path };
}

async function liveSchema(
  { producer }: RegisteredProducer,
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
  const snapshot = await readLiveSnapshot({ url });
  return { snapshot, report: unmigrated(producer.name, 'database', snapshot), notes: [] };
}

async function committedSchema(registry: Registry, { producer }: RegisteredProducer): Promise<ProducerSchema> {
  const snapshot = await readSnapshot(registry.directory, producer.name);
  if (snapshot) return { snapshot, report: unmigrated(producer.name, 'committed snapshot', snapshot), notes: [] };
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
