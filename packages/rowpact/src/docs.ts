import { posix, relative, resolve } from 'node:path';
import { fail } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { renderConsumersPage } from '@rowpact/registry/docs';
import { readStatements } from '@rowpact/registry/statements';
import type { RowpactOptions } from './options.js';
import type { Plan, PlannedChange } from './plan.js';
import { producerSchema, type ProducerSchema, revisionInUse } from './producer-schema.js';
import { chosenProducers, registryInUse } from './registry-in-use.js';

export interface DocsOptions extends RowpactOptions {
  /** The page to write, absolute or relative to `cwd`; `README.md` in the producer's folder of the registry where left out. */
  readonly output?: string | undefined;
}

/** Works out the page that tells a producer's people who depends on their database. */
export async function planDocs(options: DocsOptions): Promise<Plan> {
  const registry = await registryInUse(options);
  const entries = chosenProducers(registry, options);
  if (options.output !== undefined && entries.length > 1) {
    return fail({
      code: 'usage',
      message: `--output names one page, and the registry has ${entries.length} producers`,
      hint: 'name the producer with --producer NAME',
    });
  }
  const changes: PlannedChange[] = [];
  const schemas: ProducerSchema[] = [];
  for (const entry of entries) {
    const schema = await producerSchema(
      registry,
      entry.producer,
      await revisionInUse(registry, entry, options, true),
      options,
    );
    changes.push(await pageChange(registry, entry, schema, options));
    schemas.push(schema);
  }
  return {
    command: 'docs',
    root: registry.root,
    changes,
    producers: schemas.map(({ report }) => report),
    findings: [],
    whenChecked: [],
    notes: schemas.flatMap(({ notes }) => notes),
    inputs: null,
    outputs: [],
  };
}

async function pageChange(
  registry: Registry,
  { producer, contracts }: RegisteredProducer,
  { snapshot }: ProducerSchema,
  { output, cwd }: DocsOptions,
): Promise<PlannedChange> {
  const uses = new Map(
    await Promise.all(
      contracts.map(async ({ contract: { consumer } }) => {
        return [consumer, await readStatements(registry.directory, producer.name, consumer)] as const;
      }),
    ),
  );
  const path =
    output === undefined
      ? posix.join(registry.name, producer.name, 'README.md')
      : relative(registry.root, resolve(cwd, output)).replaceAll('\\', '/');
  const content = renderConsumersPage({
    producer,
    contracts: contracts.map(({ contract }) => contract),
    uses,
    snapshot,
  });
  return { path, content, producer: producer.name, consumer: null, within: '.' };
}
