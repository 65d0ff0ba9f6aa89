import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Change, Producer, ProducerReport, SchemaState } from '@rowpact/model';
import { diffStates } from '@rowpact/impact';
import { type EmbeddedDatabase, type Migration, readSchemaState, walkMigrations } from '@rowpact/postgres';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import type { BaseTree } from '../base/base-tree.js';
import {
  engineOptions,
  migrationInputs,
  migrationReport,
  producerSchema,
  type ProducerSchema,
} from '../producer-schema.js';
import type { CheckOptions } from './check-options.js';
import { type Comparison, walkedChanges } from './comparison.js';
import { type ReplayedSource, type Versions, versionsOf } from './versions.js';

/** A producer's schema on both sides of what is checked. */
export interface ComparedProducer extends Comparison {
  /** In words. */
  readonly base: string;
  readonly head: string;
  readonly pending: readonly Migration[];
  readonly report: ProducerReport;
  /** Null unless the base came from git. */
  readonly tree: BaseTree | null;
}

/** Brings the producer's schema to the base and to the head, and tells what lies between them. */
export async function compareProducer(
  registry: Registry,
  entry: RegisteredProducer,
  options: CheckOptions,
): Promise<ComparedProducer> {
  const { producer } = entry;
  const { source } = producer;
  if (source.kind === 'database' || options.fromSnapshot === true) {
    options.onInputs?.(null);
    return byServer(registry, producer, options);
  }
  const versions = await versionsOf(registry, entry, source, options);
  options.onInputs?.(versions.tree === null ? inputsOf(registry, entry, source, versions) : null);
  return source.kind === 'migrations'
    ? byWalk(registry, producer, source, versions, options)
    : byFile(registry, producer, source, versions, options);
}

/** The schema that the consumers' code was written for. */
export function schemaBefore({ before, report, openBase }: ComparedProducer): ProducerSchema {
  return asSchema(before, report, openBase);
}

/** The schema that it will meet. */
export function schemaAfter({ after, report, openHead }: ComparedProducer): ProducerSchema {
  return asSchema(after, report, openHead);
}

/** Without migrations to look into: which of them broke a statement is what a check says itself. */
function asSchema(
  { snapshot }: SchemaState,
  report: ProducerReport,
  open: () => Promise<EmbeddedDatabase>,
): ProducerSchema {
  return {
    ...{ snapshot, report, notes: [], newer: [], migrations: null, inputs: null },
    open: async () => ({ database: await open(), notes: [] }),
  };
}

/** The consumers' folders count by being there or not: one that came is scanned. */
function inputsOf(
  registry: Registry,
  { contracts }: RegisteredProducer,
  source: ReplayedSource,
  { headPlan }: Versions,
): readonly string[] {
  const consumers = contracts.map(({ contract }) => resolve(registry.root, contract.source));
  return [
    registry.directory,
    ...migrationInputs(registry, source, headPlan),
    ...consumers.filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true),
  ];
}

async function byWalk(
  registry: Registry,
  producer: Producer,
  source: ReplayedSource,
  versions: Versions,
  options: CheckOptions,
): Promise<ComparedProducer> {
  const engine = { ...engineOptions(registry, producer, options), keepsEngine: true };
  const walk = await walkMigrations(versions.basePlan, versions.pending, engine);
  const after = walk.steps.at(-1)?.after ?? walk.before;
  return {
    ...wordsOf(producer, source, versions, after),
    before: walk.before,
    after,
    changes: walkedChanges(walk.before, walk.steps, versions.setChanges),
    notes: [...versions.notes, ...walk.notes],
    openBase: walk.openBase,
    openHead: walk.openHead,
    keys: walk.keys,
    close: walk.close,
  };
}

/** One file that makes the whole schema has no steps: names are all there is to tell what became of what. */
async function byFile(
  registry: Registry,
  producer: Producer,
  source: ReplayedSource,
  versions: Versions,
  options: CheckOptions,
): Promise<ComparedProducer> {
  const engine = engineOptions(registry, producer, options);
  const base = await walkMigrations(versions.basePlan, [], engine);
  const head = await walkMigrations(versions.headPlan, [], engine);
  return {
    ...wordsOf(producer, source, { ...versions, pending: [] }, head.before),
    ...{ before: base.before, after: head.before, changes: byNames(base.before, head.before) },
    notes: [...versions.notes, ...base.notes, ...head.notes],
    openBase: base.openHead,
    openHead: head.openHead,
  };
}

/** The registry's snapshot against the server: what a snapshot does not hold (triggers, rights) is on neither side. */
async function byServer(registry: Registry, producer: Producer, options: CheckOptions): Promise<ComparedProducer> {
  const base = await producerSchema(registry, producer, null, { ...options, to: undefined, fromSnapshot: true });
  const head = await producerSchema(registry, producer, null, { ...options, to: undefined });
  const before = await stateOf(async () => (await base.open()).database);
  const after = await stateOf(async () => (await head.open()).database);
  return {
    base: "the registry's snapshot",
    head: 'the server',
    pending: [],
    report: head.report,
    tree: null,
    before,
    after,
    changes: byNames(before, after),
    notes: [
      ...base.notes,
      ...head.notes,
      `${producer.name} was compared by its snapshots: triggers, rights, policies and function bodies are not in them`,
    ],
    openBase: async () => (await base.open()).database,
    openHead: async () => (await head.open()).database,
  };
}

async function stateOf(open: () => Promise<EmbeddedDatabase>): Promise<SchemaState> {
  const database = await open();
  try {
    return await readSchemaState(database.query);
  } finally {
    await database.close();
  }
}

function byNames(before: SchemaState, after: SchemaState): readonly Change[] {
  return diffStates(before, after, 'names').map(({ change }) => ({ ...change, origin: null }));
}

function wordsOf(
  { name }: Producer,
  source: ReplayedSource,
  { base, head, pending, basePlan, tree }: Versions,
  after: SchemaState,
): Pick<ComparedProducer, 'base' | 'head' | 'pending' | 'report' | 'tree'> {
  const migrations = [...basePlan.migrations, ...pending];
  return {
    base,
    head,
    pending,
    tree,
    report: {
      name,
      source: source.kind,
      revision: migrations.at(-1)?.label ?? null,
      pinned: false,
      migrations: migrations.map(migrationReport),
      replayed: null,
      relations: after.snapshot.relations.length,
    },
  };
}
