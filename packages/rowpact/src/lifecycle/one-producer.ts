import { fail, type Snapshot } from '@rowpact/model';
import { type RegisteredProducer, type Registry, readSnapshot } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import { producerSchema, revisionInUse } from '../producer-schema.js';
import { chosenProducers } from '../registry-in-use.js';

/** The one producer that a command is about. @throws FailureError where the registry has several and none was named. */
export function oneProducer(registry: Registry, options: RowpactOptions): RegisteredProducer {
  const [only, ...others] = chosenProducers(registry, options);
  if (only !== undefined && others.length === 0) return only;
  return fail({
    code: 'usage',
    message: 'the registry has several producers',
    hint: `name one with --producer: ${registry.producers.map(({ producer }) => producer.name).join(', ')}`,
  });
}

/** The schema as the registry has it; where it has none yet, as the producer has it. */
export async function knownSchema(
  registry: Registry,
  entry: RegisteredProducer,
  options: RowpactOptions,
): Promise<Snapshot> {
  const committed = await readSnapshot(registry.directory, entry.producer.name);
  if (committed !== null) return committed;
  const revision = await revisionInUse(registry, entry, options, true);
  return (await producerSchema(registry, entry.producer, revision, options)).snapshot;
}
