import type { ProducerReport } from '@rowpact/model';
import {
  type RegisteredProducer,
  type Registry,
  registrySchemaFiles,
  snapshotFiles,
  staleSnapshotFiles,
} from '@rowpact/registry';
import type { RowpactOptions } from './options.js';
import { pinChange } from './pin.js';
import type { Plan, PlannedChange } from './plan.js';
import { producerSchema, revisionInUse, type ProducerSchema } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';

/** Works out the registry's snapshot of each chosen producer. Without `to` an earlier pin is lifted. */
export async function planSnapshot(options: RowpactOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const changes: PlannedChange[] = [...editorSchemas(registry)];
  const producers: ProducerReport[] = [];
  const notes: string[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const revision = await revisionInUse(registry, entry, options, false);
    const schema = await producerSchema(registry, entry.producer, revision, options);
    changes.push(...(await snapshotChanges(registry, entry, schema)));
    producers.push(schema.report);
    notes.push(...schema.notes);
  }
  return { command: 'snapshot', root: registry.root, changes, producers, findings: [], notes };
}

/** The files of one producer's snapshot: those it should have, those it should not have any more, and its pin. */
export async function snapshotChanges(
  registry: Registry,
  { producer }: RegisteredProducer,
  { snapshot, report }: ProducerSchema,
): Promise<readonly PlannedChange[]> {
  const wanted = snapshotFiles(producer.name, snapshot, registry.name);
  const stale = await staleSnapshotFiles(registry.directory, producer.name, wanted);
  const pin = pinChange(registry, producer.name, report.pinned ? report.revision : null);
  return [...wanted, ...stale, pin].map((change) => ({
    ...change,
    producer: producer.name,
    consumer: null,
    within: '.',
  }));
}

/** The JSON Schemas that editors complete the registry's YAML by. */
export function editorSchemas(registry: Registry): readonly PlannedChange[] {
  return registrySchemaFiles(registry.name).map((change) => ({ ...change, producer: '', consumer: null, within: '.' }));
}
