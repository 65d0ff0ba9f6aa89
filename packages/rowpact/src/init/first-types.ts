import { posix } from 'node:path';
import type { Contract, Producer } from '@rowpact/model';
import type { Registry } from '@rowpact/registry';
import { announcedIn } from '../lifecycle/announced-in.js';
import type { PlannedChange } from '../plan.js';
import type { ProducerSchema } from '../producer-schema.js';
import { snapshotChanges } from '../snapshot.js';

/** What `rowpact generate` will write for a producer and the one contract that is new: its snapshot and the module. */
export async function firstTypes(
  registry: Pick<Registry, 'root' | 'directory' | 'name'>,
  producer: Producer,
  contract: Contract | null,
  schema: ProducerSchema,
): Promise<readonly PlannedChange[]> {
  const snapshot = await snapshotChanges(registry, { producer }, schema);
  if (!contract?.generate) return snapshot;
  // Loaded on use: it brings the TypeScript compiler along.
  const { generateModule } = await import('@rowpact/codegen');
  const announced = await announcedIn(registry, { producer }, schema.snapshot);
  const { text } = generateModule(contract, schema.snapshot, announced);
  const { consumer, source } = contract;
  const path = posix.join(source, contract.generate.file);
  return [...snapshot, { path, content: text, producer: producer.name, consumer, within: source }];
}
