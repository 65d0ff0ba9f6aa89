import { posix } from 'node:path';
import type { Failure, ImpactFinding } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { presentConsumers } from '../present-consumers.js';
import { attachProof } from '../typecheck/attach-proof.js';
import { proveByTypecheck } from '../typecheck/prove-by-typecheck.js';
import type { CheckOptions } from './check-options.js';
import type { ComparedProducer } from './compare-producer.js';
import { modulesOfBothStates } from './modules-of-both-states.js';

/** What the consumers' own type-checks say. */
export interface ProvenFindings {
  readonly findings: readonly ImpactFinding[];
  /** Type-checks that could not be run: nobody knows what they would see. */
  readonly failures: readonly Failure[];
  readonly notes: readonly string[];
}

/** Runs the type-check of each consumer that is here, with its generated modules as they were and as they will be; with `typecheck` only. */
export async function typecheckFindings(
  registry: Registry,
  entry: RegisteredProducer,
  compared: ComparedProducer,
  findings: readonly ImpactFinding[],
  options: CheckOptions,
): Promise<ProvenFindings> {
  if (options.typecheck !== true || compared.changes.length === 0) return { findings, failures: [], notes: [] };
  const { present, absent } = await presentConsumers(registry, entry, options);
  const failures: Failure[] = [];
  const notes = absent.map(({ contract }) => `${contract.consumer} is not here: its type-check was not run`);
  let proven = findings;
  const modules = await modulesOfBothStates(present, registry, entry, compared, options);
  for (const contract of present) {
    const generated = modules.get(contract);
    if (generated === undefined) {
      notes.push(`${contract.contract.consumer} takes no generated types: its type-check sees nothing of the schema`);
      continue;
    }
    const { consumer, source } = contract.contract;
    options.onProgress?.({ phase: `type-checking ${consumer}`, done: 0, total: 0 });
    const { calls, ...texts } = generated;
    const answer = await proveByTypecheck({ consumer, root: registry.root, source, ...texts, world: options });
    if (answer.kind === 'failed') failures.push(answer.failure);
    else {
      notes.push(...answer.notes);
      const module = posix.join(source, texts.module);
      const owner = { producer: entry.producer.name, consumer, source, module, calls };
      proven = attachProof(proven, answer.diagnostics, owner);
    }
  }
  return { findings: proven, failures, notes };
}
