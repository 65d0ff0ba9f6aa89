import { join } from 'node:path';
import { fail, type Finding, type GenerateSettings } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import type { Plan, PlannedChange } from '../plan.js';
import { presentConsumers } from '../present-consumers.js';
import { producerSchema, type ProducerSchema, revisionInUse } from '../producer-schema.js';
import { chosenProducers, registryInUse } from '../registry-in-use.js';
import { lookAtStatements } from '../statements/looked-at.js';
import { callAnnotations, type CallAnnotations } from './call-annotations.js';

/** What annotating would change, for one consumer of one producer or for several. */
export interface AnnotatePlan extends Plan {
  /** What is a finding to whoever only asks. */
  readonly unwritten: readonly Finding[];
}

/**
 * Works out the types to be written where statements are run, for `--check`: each call without its type is a finding, and
 * nothing is to be written.
 */
export async function planAnnotate(options: RowpactOptions): Promise<Plan> {
  const plans: AnnotatePlan[] = [];
  for await (const plan of annotatePlans(options)) plans.push(plan);
  const { root } = await registryInUse(options);
  return {
    ...{ command: 'annotate', root, changes: [], whenChecked: [], inputs: null, outputs: [] },
    producers: [...new Map(plans.flatMap(({ producers }) => producers).map((one) => [one.name, one])).values()],
    findings: plans.flatMap(({ unwritten }) => unwritten),
    notes: [...new Set(plans.flatMap(({ notes }) => notes))],
  };
}

/**
 * A plan for each consumer of each producer, each made when the one before may have been written: two producers may have
 * calls in one file.
 */
export async function* annotatePlans(options: RowpactOptions): AsyncGenerator<AnnotatePlan> {
  const registry = await registryInUse(options);
  for (const producer of chosenProducers(registry, options)) {
    const revision = await revisionInUse(registry, producer, options, true);
    const schema = await producerSchema(registry, producer.producer, revision, options);
    const { wanted, notes } = await annotatedConsumers(registry, producer, options);
    const plan = planned(registry, schema);
    yield plan({ changes: [], findings: [], notes: [...schema.notes, ...notes] });
    for (const { entry, generate } of wanted) {
      const { looked, notes: said } = await lookAtStatements([entry], registry, schema, options);
      const folder = join(registry.root, entry.contract.source);
      for (const one of looked) {
        const annotations = await callAnnotations(one, folder, generate);
        yield plan({ ...annotations, notes: [...said, ...annotations.notes] });
      }
    }
  }
}

function planned({ root }: Registry, { report }: ProducerSchema) {
  return ({ changes, findings, notes }: CallAnnotations): AnnotatePlan => ({
    ...{ command: 'annotate', root, producers: [report], findings: [], whenChecked: [], inputs: null, outputs: [] },
    ...{ changes: changes satisfies readonly PlannedChange[], unwritten: findings, notes },
  });
}

interface AnnotatedConsumer {
  readonly entry: RegisteredContract;
  readonly generate: GenerateSettings;
}

/** Without the module of statements there is no type to name. */
async function annotatedConsumers(
  registry: Registry,
  producer: RegisteredProducer,
  options: RowpactOptions,
): Promise<{ readonly wanted: readonly AnnotatedConsumer[]; readonly notes: readonly string[] }> {
  const { present, absent } = await presentConsumers(registry, producer, options);
  const wanted = present.flatMap((entry): readonly AnnotatedConsumer[] => {
    const { generate } = entry.contract;
    if (generate?.statements === true) return [{ entry, generate }];
    return options.consumer === undefined ? [] : notTaken(entry);
  });
  return { wanted, notes: absent.map(({ contract }) => `${contract.consumer} is not here: it was not looked at`) };
}

function notTaken({ contract, path, locate }: RegisteredContract): never {
  return fail({
    code: 'usage',
    message: `${contract.consumer} takes no types of statements, so there are none to name at its calls`,
    hint: 'set `statements: true` in the `generate` section of its contract',
    location: { ...locate(['generate']), file: path },
  });
}
