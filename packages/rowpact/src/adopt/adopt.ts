import { posix } from 'node:path';
import { displayName, fail, type Finding, type RowTypeReport } from '@rowpact/model';
import type { RegisteredContract } from '@rowpact/registry';
import { planAdoption, type AdoptedType, type RowTypeMatch } from '@rowpact/scan';
import type { RowpactOptions } from '../options.js';
import type { Plan, PlannedChange } from '../plan.js';
import { presentConsumers } from '../present-consumers.js';
import { producerSchema, type ProducerSchema, revisionInUse } from '../producer-schema.js';
import { chosenProducers, registryInUse } from '../registry-in-use.js';
import { consumerReport } from '../scan.js';
import { findUses } from '../use/find-uses.js';
import type { FoundUse } from '../use/found-use.js';
import { fromRoot } from '../use/located.js';
import { matchedRowTypes, rowShapes } from '../use/matched-row-types.js';
import { withNeeds } from './contract-needs.js';

/** What came of one consumer. */
interface Adopted {
  readonly notes: readonly string[];
  readonly changes: readonly PlannedChange[];
  readonly contract: readonly PlannedChange[];
  readonly types: readonly RowTypeReport[];
  readonly findings: readonly Finding[];
}

/** What adopting would write, apart: the contracts first, then (by `generate`) the modules, then the code that uses them. */
export interface AdoptPlan extends Plan {
  readonly contracts: readonly PlannedChange[];
}

/**
 * Works out how the consumers' hand-written row types become the generated ones. Without `write` nothing is to be written,
 * and each type that could be replaced is a finding.
 */
export async function planAdopt(options: RowpactOptions, write: boolean): Promise<AdoptPlan> {
  const registry = await registryInUse(options);
  const schemas: ProducerSchema[] = [];
  const found: FoundUse[] = [];
  const adopted: Adopted[] = [];
  const notes: string[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const schema = await producerSchema(
      registry,
      entry.producer,
      await revisionInUse(registry, entry, options, true),
      options,
    );
    const { present, absent } = await presentConsumers(registry, entry, options);
    const generating = present.filter((one) => takesTypes(one, options));
    const uses = await findUses(registry, generating, schema, options);
    for (const use of uses) adopted.push(await adoptOne(use, schema, write, options));
    schemas.push(schema);
    found.push(...uses);
    notes.push(
      ...schema.notes,
      ...absent.map(({ contract }) => `${contract.consumer} is not here: it was not looked at`),
    );
  }
  return {
    command: 'adopt',
    root: registry.root,
    changes: adopted.flatMap(({ changes }) => changes),
    contracts: adopted.flatMap(({ contract }) => contract),
    producers: schemas.map(({ report }) => report),
    consumers: found.map(consumerReport),
    rowTypes: adopted.flatMap(({ types }) => types),
    findings: adopted.flatMap(({ findings }) => findings),
    whenChecked: [],
    notes: [...notes, ...found.flatMap((use) => use.notes), ...adopted.flatMap((one) => one.notes)],
    inputs: null,
    outputs: [],
  };
}

/** There is nothing to put in place of a type where nothing is generated. */
function takesTypes({ contract, path, locate }: RegisteredContract, { consumer }: RowpactOptions): boolean {
  if (contract.generate !== null) return true;
  if (consumer === undefined) return false;
  return fail({
    code: 'usage',
    message: `${contract.consumer} takes no generated types, so nothing can stand in place of its own`,
    hint: 'give its contract a `generate` section with file and driver',
    location: { ...locate([]), file: path },
  });
}

async function adoptOne(
  use: FoundUse,
  { snapshot }: ProducerSchema,
  write: boolean,
  options: RowpactOptions,
): Promise<Adopted> {
  const { contract } = use.entry;
  const { folder } = use.analysed.scanned;
  const shapes = await rowShapes(contract, snapshot);
  const { matches, notes } = await matchedRowTypes(use, snapshot, shapes, options);
  const names = new Map([...shapes].map(([relation, { name }]) => [relation, name]));
  const generated = { file: contract.generate?.file ?? '', names };
  const adoption = await planAdoption({ folder }, matches, generated);
  const common = { producer: contract.producer, consumer: contract.consumer, within: contract.source };
  const changes = adoption.files.map(({ file, content }) => ({
    ...common,
    path: posix.join(contract.source, file),
    content,
  }));
  return {
    notes,
    changes: write ? changes : [],
    contract: write
      ? [{ ...common, within: '.', path: use.entry.path, content: withNeeds(use.entry, adoption.needs) }]
      : [],
    types: adoption.types.map((type) => typeReport(type, contract.consumer, contract.source)),
    findings: adoption.types.flatMap((type) => typeFindings(type, use, write)),
  };
}

function typeReport(type: AdoptedType, consumer: string, source: string): RowTypeReport {
  const { rowType, relation, stale, missing, wronglyTyped, wronglyNullable } = type.match;
  const wrong = (properties: RowTypeMatch['wronglyTyped']) =>
    properties.map(({ property, generated }) => ({ property: property.name, generated }));
  return {
    consumer,
    type: rowType.name,
    relation: displayName(relation),
    location: fromRoot(source, rowType.location),
    stale: stale.map(({ name }) => name),
    missing,
    wronglyTyped: wrong(wronglyTyped),
    wronglyNullable: wrong(wronglyNullable),
    becomes: type.outcome === 'replaced' ? type.becomes : null,
    reason: type.outcome === 'replaced' ? null : type.reason,
  };
}

/** What is replaced now is no finding any more; what is stale and stays is one either way. */
function typeFindings(type: AdoptedType, { entry }: FoundUse, write: boolean): readonly Finding[] {
  const { consumer, producer, source } = entry.contract;
  const { rowType, relation, stale } = type.match;
  const base = { producer, consumer, type: rowType.name, relation: displayName(relation) };
  if (type.outcome === 'replaced') {
    if (write) return [];
    return [{ kind: 'row-type-by-hand', ...base, location: fromRoot(source, rowType.location), becomes: type.becomes }];
  }
  return stale.map(({ name, location }) => ({
    kind: 'row-type-stale' as const,
    ...{ ...base, property: name },
    location: fromRoot(source, location),
  }));
}
