import type { ProducerReport, Report } from '@rowpact/model';
import { readMigrations, selectRevision } from '@rowpact/postgres';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import type { RowpactOptions } from './options.js';
import { migrationReport } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';

/** Tells the order in which each producer's migrations run, without running them. */
export async function listMigrations(options: RowpactOptions): Promise<Report> {
  const registry = await registryInUse(options);
  const producers: ProducerReport[] = [];
  const notes: string[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const listed = await listOne(registry, entry, options);
    producers.push(listed.report);
    notes.push(...listed.notes);
  }
  return { command: 'migrations', producers, files: [], findings: [], failures: [], notes };
}

async function listOne(
  registry: Registry,
  { producer }: RegisteredProducer,
  options: RowpactOptions,
): Promise<{ readonly report: ProducerReport; readonly notes: readonly string[] }> {
  const { name, source } = producer;
  const base = { name, pinned: options.to !== undefined, replayed: null, relations: null };
  if (source.kind === 'database') {
    const report = { ...base, source: source.kind, revision: null, migrations: [] };
    return { report, notes: [`${name} takes its schema from a server: it has no migrations here`] };
  }
  const whole = await readMigrations(source, registry.root);
  const plan = options.to === undefined ? whole : selectRevision(whole, options.to);
  const migrations = plan.migrations.map(migrationReport);
  const report = { ...base, source: source.kind, revision: migrations.at(-1)?.label ?? null, migrations };
  return { report, notes: [...plan.ignored.map(({ path, reason }) => `not run: ${path} (${reason})`), ...plan.notes] };
}
