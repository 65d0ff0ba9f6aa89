import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type ConsumerReport, displayName, type Finding } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { printStatements, readStatements, sameUse, staleStatements } from '@rowpact/registry/statements';
import { type LostEntry, updateContract } from '@rowpact/registry/use';
import { announcedIn } from './lifecycle/announced-in.js';
import { deprecatedUses } from './lifecycle/deprecated-uses.js';
import { namedConsumers, type RowpactOptions } from './options.js';
import type { Plan, PlannedChange } from './plan.js';
import { presentConsumers } from './present-consumers.js';
import { producerSchema, type ProducerSchema, revisionInUse } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';
import { editorSchemas } from './snapshot.js';
import { findUses } from './use/find-uses.js';
import type { FoundUse } from './use/found-use.js';
import { fromRoot, plainLocation } from './use/located.js';

/**
 * Finds out what each chosen consumer's code uses, and works out its contract and its record of statements so that they
 * say the same. With `check` code that only moved is not out of date: places are evidence, not use.
 */
export async function planScan(options: RowpactOptions, check: boolean): Promise<Plan> {
  const registry = await registryInUse(options, namedConsumers(options));
  const changes: PlannedChange[] = [...editorSchemas(registry)];
  const found: FoundUse[] = [];
  const schemas: ProducerSchema[] = [];
  const notes: string[] = [];
  const findings: Finding[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const schema = await producerSchema(
      registry,
      entry.producer,
      await revisionInUse(registry, entry, options, true),
      options,
    );
    const { present, absent } = await presentConsumers(registry, entry, options);
    const uses = await findUses(registry, present, schema, options);
    const announced = await announcedIn(registry, entry, schema.snapshot);
    for (const use of uses) {
      const deprecated = await deprecatedUses(registry, use.entry, use.use, schema.snapshot, announced);
      findings.push(...deprecated.findings);
      notes.push(...deprecated.notes);
      const recorded = await recordChanges(registry, entry, use, check);
      changes.push(...recorded.changes);
      notes.push(...recorded.notes);
    }
    const stale = await staleStatements(registry.directory, entry);
    changes.push(...stale.map((change) => ({ ...change, producer: entry.producer.name, consumer: null, within: '.' })));
    found.push(...uses);
    schemas.push(schema);
    notes.push(
      ...schema.notes,
      ...absent.map(
        ({ contract }) => `${contract.consumer} is not here (no folder ${contract.source}): it was not scanned`,
      ),
    );
  }
  return {
    command: 'scan',
    root: registry.root,
    changes,
    producers: schemas.map(({ report }) => report),
    consumers: found.map(consumerReport),
    findings: [...found.flatMap((use) => use.findings), ...findings],
    whenChecked: [],
    notes: [...notes, ...found.flatMap((use) => [...use.notes, ...unreadableNotes(use)])],
    // A consumer's folder is too big to be stamped as a whole; each part remembers what it found by file.
    inputs: null,
    outputs: [],
  };
}

/** The contract as the code says it must be, and the record of the statements. */
async function recordChanges(
  registry: Registry,
  { producer }: RegisteredProducer,
  { entry, use, relations }: FoundUse,
  check: boolean,
): Promise<{ readonly changes: readonly PlannedChange[]; readonly notes: readonly string[] }> {
  const { consumer, generate } = entry.contract;
  const common = { producer: producer.name, consumer: null, within: '.' };
  const record = posix.join(registry.name, producer.name, 'consumers', `${consumer}.statements.json`);
  const before = check ? await readStatements(registry.directory, producer.name, consumer) : null;
  const moved = before !== null && sameUse(before, use);
  const content = moved ? await readFile(join(registry.root, record), 'utf8') : printStatements(use);
  const update = updateContract(entry, relations);
  return {
    changes: [
      { ...common, path: entry.path, content: update.text },
      { ...common, path: record, content },
    ],
    notes: [
      ...update.lost.map(lostNote),
      ...(update.text !== entry.text && generate !== null && !check
        ? [`${consumer} uses other columns than before: \`rowpact generate\` brings its types up to date`]
        : []),
    ],
  };
}

/** What people wrote at a relation that the code uses no more. */
function lostNote({ relation, location, name, expose, comments }: LostEntry): string {
  const settings = [
    ...(name === null ? [] : [`name: ${name}`]),
    ...(expose === null ? [] : [`expose: ${expose}`]),
    ...comments,
  ];
  const place = `${location.file}:${location.line ?? 1}`;
  return `${place}: ${displayName(relation)} is used no more and goes, with ${settings.join(' ')}; \`keep\` would hold it`;
}

/** How much of a consumer was looked at. */
export function consumerReport({ entry, use }: FoundUse): ConsumerReport {
  const { consumer, producer, source } = entry.contract;
  const blinds = use.blinds.map(({ place, reason, detail }) => ({
    location: fromRoot(source, plainLocation(place)),
    reason,
    detail,
  }));
  return { name: consumer, producer, coverage: use.coverage, blinds };
}

function unreadableNotes({ entry, use }: FoundUse): readonly string[] {
  const { consumer, source } = entry.contract;
  return use.unreadable.map(({ location, reason }) => {
    const { file, line } = fromRoot(source, location);
    return `${file}${line === undefined ? '' : `:${line}`} could not be read (${reason}): what ${consumer} uses there is not known`;
  });
}
