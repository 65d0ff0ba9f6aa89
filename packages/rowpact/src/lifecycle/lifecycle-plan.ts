import type { RegisteredProducer, Registry } from '@rowpact/registry';
import type { RegisteredLifecycle } from '@rowpact/registry/lifecycle';
import type { Plan } from '../plan.js';

/** A plan that writes nothing but `lifecycle.yaml`. */
export function lifecyclePlan(
  registry: Registry,
  { producer }: RegisteredProducer,
  { path }: RegisteredLifecycle,
  text: string,
  notes: readonly string[],
): Plan {
  return {
    command: 'deprecate',
    root: registry.root,
    changes: [{ path, content: text, producer: producer.name, consumer: null, within: '.' }],
    producers: [],
    findings: [],
    whenChecked: [],
    notes,
    inputs: null,
    outputs: [],
  };
}
