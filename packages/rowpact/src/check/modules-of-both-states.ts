import { posix } from 'node:path';
import { moduleBeside } from '@rowpact/model';
import type { RegisteredContract, RegisteredProducer, Registry } from '@rowpact/registry';
import { announcedIn } from '../lifecycle/announced-in.js';
import type { ProducerSchema } from '../producer-schema.js';
import type { PlaceOfCall } from '../statements/places-of-calls.js';
import { type StatementModules, statementModules } from '../statements/statement-modules.js';
import { statementsFile } from '../statements/judged-calls.js';
import type { TypecheckQuestion } from '../typecheck/typecheck.js';
import type { CheckOptions } from './check-options.js';
import { type ComparedProducer, schemaAfter, schemaBefore } from './compare-producer.js';

/** What `generate` would write for one consumer, before and after a change. */
export interface ModulesOfBothStates extends Pick<TypecheckQuestion, 'module' | 'textBefore' | 'textAfter' | 'beside'> {
  /** Where it sends what, as far as its statements are typed. */
  readonly calls: readonly PlaceOfCall[];
}

/**
 * Works out every generated module of these consumers for both states of the schema. Those who take no types are left out. PostgreSQL is
 * asked about the statements of all in one pass for each state; what it answered to `scan` and `generate` is known already.
 */
export async function modulesOfBothStates(
  entries: readonly RegisteredContract[],
  registry: Registry,
  producer: RegisteredProducer,
  compared: ComparedProducer,
  options: CheckOptions,
): Promise<ReadonlyMap<RegisteredContract, ModulesOfBothStates>> {
  const stateOf = (schema: ProducerSchema): Promise<GeneratedState> =>
    generatedState(entries, registry, producer, schema, options);
  const before = await stateOf(schemaBefore(compared));
  const after = await stateOf(schemaAfter(compared));
  const modules = new Map<RegisteredContract, ModulesOfBothStates>();
  for (const entry of entries) {
    const { consumer, generate } = entry.contract;
    if (generate === null) continue;
    const { file } = generate;
    const [old, now] = [textsOf(before, entry), textsOf(after, entry)];
    const others = new Set([...old.keys(), ...now.keys()].filter((module) => module !== file));
    modules.set(entry, {
      ...{ module: file, textBefore: old.get(file) ?? '', textAfter: now.get(file) ?? '' },
      beside: [...others].map((module) => ({
        ...{ module, textBefore: old.get(module) ?? null, textAfter: now.get(module) ?? null },
        teaches: module === statementsFile(file),
      })),
      calls: before.statements.calls.get(consumer) ?? [],
    });
  }
  return modules;
}

/** What is generated for a state. */
interface GeneratedState {
  /** By contract, then by path from the consumer's folder on. */
  readonly rows: ReadonlyMap<RegisteredContract, ReadonlyMap<string, string>>;
  readonly statements: StatementModules;
}

async function generatedState(
  entries: readonly RegisteredContract[],
  registry: Registry,
  producer: RegisteredProducer,
  schema: ProducerSchema,
  options: CheckOptions,
): Promise<GeneratedState> {
  const { generateModule } = await import('@rowpact/codegen');
  const announced = await announcedIn(registry, producer, schema.snapshot);
  const rows = new Map<RegisteredContract, ReadonlyMap<string, string>>();
  for (const entry of entries) {
    const { generate } = entry.contract;
    if (generate === null) continue;
    const { text, zod } = generateModule(entry.contract, schema.snapshot, announced);
    const schemas: readonly (readonly [string, string])[] =
      zod === null ? [] : [[moduleBeside(generate.file, 'zod'), zod]];
    rows.set(entry, new Map([[generate.file, text], ...schemas]));
  }
  return { rows, statements: await statementModules(entries, { registry, producer, schema, announced, options }) };
}

/** A file that this contract does not write stands here for nobody: another one's, or one that goes. */
function textsOf({ rows, statements }: GeneratedState, entry: RegisteredContract): ReadonlyMap<string, string | null> {
  const { consumer, source } = entry.contract;
  const planned = statements.changes
    .filter((change) => change.consumer === consumer)
    .map(({ path, content }) => [posix.relative(source, path), content] as const);
  return new Map<string, string | null>([...(rows.get(entry) ?? []), ...planned]);
}
