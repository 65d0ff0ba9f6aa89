import { posix } from 'node:path';
import type { Finding, ProducerReport } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { missingReferences } from './missing-references.js';
import type { RowpactOptions } from './options.js';
import type { Plan, PlannedChange } from './plan.js';
import { producerSchema, revisionInUse, type ProducerSchema } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';
import { editorSchemas, snapshotChanges } from './snapshot.js';

/**
 * Works out the snapshot and the generated module of each chosen consumer. The schema is the producer's own, at the
 * revision asked for or pinned; with `fromSnapshot` the committed one, and the registry's files stay as they are.
 */
export async function planGenerate(options: RowpactOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const changes: PlannedChange[] = options.fromSnapshot ? [] : [...editorSchemas(registry)];
  const producers: ProducerReport[] = [];
  const findings: Finding[] = [];
  const notes: string[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const revision = await revisionInUse(registry, entry, options, true);
    const schema = await producerSchema(registry, entry, revision, options);
    if (!options.fromSnapshot) changes.push(...(await snapshotChanges(registry, entry, schema)));
    const modules = await generatedModules(registry, entry, schema, options);
    changes.push(...modules.changes);
    findings.push(...modules.findings);
    producers.push(schema.report);
    notes.push(...schema.notes, ...pinNote(schema.report, options), ...modules.notes);
  }
  return { command: 'generate', root: registry.root, changes, producers, findings, notes };
}

function pinNote({ name, pinned, revision }: ProducerReport, options: RowpactOptions): readonly string[] {
  if (!pinned || options.to !== undefined) return [];
  return [`${name} is pinned at ${revision ?? 'nothing'} (an earlier --to); \`rowpact snapshot\` goes to the newest migration`];
}

interface GeneratedModules {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

async function generatedModules(
  registry: Registry,
  entry: RegisteredProducer,
  { snapshot }: ProducerSchema,
  options: RowpactOptions,
): Promise<GeneratedModules> {
  const chosen = entry.contracts.filter(
    ({ contract }) => options.consumer === undefined || contract.consumer === options.consumer,
  );
  const changes: PlannedChange[] = [];
  const findings: Finding[] = [];
  const notes: string[] = [];
  for (const registered of chosen) {
    const { contract } = registered;
    if (!contract.generate) {
      notes.push(`${contract.consumer} takes no generated types (its contract has no \`generate\`)`);
      continue;
    }
    const { generateModule } = await import('@rowpact/codegen');
    const { text, missing } = generateModule(contract, snapshot);
    const path = posix.join(contract.source, contract.generate.file);
    changes.push({ path, content: text, producer: contract.producer, consumer: contract.consumer });
    findings.push(...missingReferences(registered as RegisteredContract, missing));
  }
  return { changes, findings, notes };
}
