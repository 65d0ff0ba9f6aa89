import { posix } from 'node:path';
import { type Failure, type ImpactFinding, moduleBeside } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { presentConsumers } from '../present-consumers.js';
import { attachProof } from '../typecheck/attach-proof.js';
import { proveByTypecheck } from '../typecheck/prove-by-typecheck.js';
import type { ModuleTexts, TypecheckQuestion } from '../typecheck/typecheck.js';
import type { CheckOptions } from './check-options.js';
import type { ComparedProducer } from './compare-producer.js';

/** What the consumers' own type-checks say. */
export interface ProvenFindings {
  readonly findings: readonly ImpactFinding[];
  /** Type-checks that could not be run: nobody knows what they would see. */
  readonly failures: readonly Failure[];
  readonly notes: readonly string[];
}

/** Runs the type-check of each consumer that is here, with its rows as they were and as they will be; with `typecheck` only. */
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
  for (const contract of present) {
    const texts = await moduleTexts(contract, compared);
    if (texts === null) {
      notes.push(`${contract.contract.consumer} takes no generated types: its type-check sees nothing of the schema`);
      continue;
    }
    const { consumer, source } = contract.contract;
    options.onProgress?.({ phase: `type-checking ${consumer}`, done: 0, total: 0 });
    const asked = { consumer, root: registry.root, source, ...texts, world: options };
    const answer = await proveByTypecheck(asked);
    if (answer.kind === 'failed') failures.push(answer.failure);
    else {
      notes.push(...answer.notes);
      const module = posix.join(source, texts.module);
      proven = attachProof(proven, answer.diagnostics, { producer: entry.producer.name, consumer, module });
    }
  }
  return { findings: proven, failures, notes };
}

/** What `generate` would write before and after; null for a consumer that takes no types. */
async function moduleTexts(
  { contract }: RegisteredContract,
  { before, after }: ComparedProducer,
): Promise<Pick<TypecheckQuestion, 'beside' | keyof ModuleTexts> | null> {
  if (contract.generate === null) return null;
  const { generateModule } = await import('@rowpact/codegen');
  const { file } = contract.generate;
  const old = generateModule(contract, before.snapshot);
  const now = generateModule(contract, after.snapshot);
  const schemas = { module: moduleBeside(file, 'zod'), textBefore: old.zod ?? '', textAfter: now.zod ?? '' };
  return { module: file, textBefore: old.text, textAfter: now.text, beside: old.zod === null ? [] : [schemas] };
}
