import {
  type RegisteredProducer,
  type Registry,
  registrySchemaFiles,
  snapshotFiles,
  staleSnapshotFiles,
} from '@rowpact/registry';
import { migrationsRecordFile } from '@rowpact/registry/migrations';
import { dependsOn } from './depends-on.js';
import type { RowpactOptions } from './options.js';
import { pinChange } from './pin.js';
import type { Plan, PlannedChange } from './plan.js';
import { producerSchema, revisionInUse, type ProducerSchema } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';

/**
 * Works out the registry's snapshot of each chosen producer.
 * @param heedPin whether an earlier pin stays; without `to` it is lifted otherwise
 */
export async function planSnapshot(options: RowpactOptions, heedPin = false): Promise<Plan> {
  const registry = await registryInUse(options);
  const changes: PlannedChange[] = [...editorSchemas(registry)];
  const schemas: ProducerSchema[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const revision = await revisionInUse(registry, entry, options, heedPin);
    const schema = await producerSchema(registry, entry.producer, revision, options);
    changes.push(...(await snapshotChanges(registry, entry, schema)));
    schemas.push(schema);
  }
  return {
    command: 'snapshot',
    root: registry.root,
    changes,
    producers: schemas.map(({ report }) => report),
    findings: [],
    whenChecked: [],
    notes: schemas.flatMap((schema) => schema.notes),
    ...dependsOn(registry, options, { schemas, changes, absent: [] }),
  };
}

/** The files of one producer's snapshot: those it should have, those it should not have any more, its migrations and its pin. */
export async function snapshotChanges(
  registry: Pick<Registry, 'directory' | 'name'>,
  { producer }: Pick<RegisteredProducer, 'producer'>,
  { snapshot, report, migrations }: ProducerSchema,
): Promise<readonly PlannedChange[]> {
  const wanted = snapshotFiles(producer.name, snapshot, registry.name);
  const stale = await staleSnapshotFiles(registry.directory, producer.name, wanted);
  const record = migrations === null ? [] : [migrationsRecordFile(producer.name, migrations, registry.name)];
  const pin = pinChange(registry, producer.name, report.pinned ? report.revision : null);
  return [...wanted, ...stale, ...record, pin].map((change) => ({
    ...change,
    producer: producer.name,
    consumer: null,
    within: '.',
  }));
}

/** The JSON Schemas that editors complete the registry's YAML by. */
export function editorSchemas(registry: Pick<Registry, 'name'>): readonly PlannedChange[] {
  return registrySchemaFiles(registry.name).map((change) => ({ ...change, producer: '', consumer: null, within: '.' }));
}
