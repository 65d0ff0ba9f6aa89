import { readFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import {
  type Contract,
  DEFAULT_POLICY,
  nearestName,
  displayName,
  fail,
  type Failure,
  type FailureCode,
  FailureError,
  parseRelationId,
  type Producer,
  type RelationId,
  type Snapshot,
  DEFAULT_SCAN,
} from '@rowpact/model';
import {
  newContractProblems,
  newContractYaml,
  newProducerProblems,
  newProducerYaml,
  readRegistry,
  registrySchemaFiles,
} from '@rowpact/registry';
import type { RowpactOptions } from '../options.js';
import type { Plan, PlannedChange } from '../plan.js';
import { producerSchema, type ProducerSchema } from '../producer-schema.js';
import type { Answers, ConsumerAnswers } from './answers.js';
import { count } from '../output/text-report.js';
import { readPin } from '../pin.js';
import type { Ask } from './ask.js';
import { firstTypes } from './first-types.js';
import { exists } from './registered-producers.js';

/** Where the registry is to lie and how its schema may be looked at. */
export interface InitPlace {
  readonly root: string;
  readonly directory: string;
  readonly ask: Ask | null;
  /** Whether the snapshot and the consumer's types are planned too. */
  readonly withTypes: boolean;
  readonly options: RowpactOptions;
  /** Takes the progress line away before a question is asked. */
  readonly stopProgress: () => void;
}

/** What `init` writes, and why the schema could not be looked at, where it could not. */
export interface FirstRegistry {
  readonly plan: Plan;
  readonly failures: readonly Failure[];
}

/** The files of a first registry, or of a further producer or consumer in one that is there. Never overwrites. */
export async function firstRegistry(answers: Answers, place: InitPlace): Promise<FirstRegistry> {
  const { producer: name, consumer } = answers;
  const registry = { root: place.root, directory: place.directory, name: basename(place.directory) };
  const producerFile = `${registry.name}/${name}/producer.yaml`;
  const consumerFile = consumer && `${registry.name}/${name}/consumers/${consumer.name}.yaml`;
  const known = await exists(join(place.root, producerFile));
  if (known && (consumerFile === null || (await exists(join(place.root, consumerFile)))))
    return alreadyThere(producerFile, consumerFile);
  const producer = known ? await registeredProducer(place, name) : newProducer(answers);
  const schemas = registrySchemaFiles(registry.name).map((file) => planned(file, name, null));
  const own = known ? [] : [planned({ path: producerFile, content: newProducerYaml(producer) }, name, null)];
  const base = { command: 'init', root: place.root, findings: [], whenChecked: [], inputs: null, outputs: [] };
  const schema = await schemaOrFailures(place, producer, known);
  place.stopProgress();
  if (Array.isArray(schema)) {
    const notes = [
      `${producerFile} is written: mend what is said below there, then run \`rowpact init\` again for a consumer`,
    ];
    return { plan: { ...base, changes: [...schemas, ...own], producers: [], notes }, failures: schema };
  }
  const contract = consumer && (await newContract(name, consumer, schema.snapshot, place));
  const contracts =
    contract && consumerFile !== null
      ? [planned({ path: consumerFile, content: newContractYaml(contract) }, name, null)]
      : [];
  const types = place.withTypes ? await firstTypes(registry, producer, contract, schema) : [];
  const changes = [...schemas, ...own, ...contracts, ...types];
  return { plan: { ...base, changes, producers: [schema.report], notes: notesOf(schema, contract) }, failures: [] };
}

/** What a line in producer.yaml can mend: then the file has to be there, whatever became of the first look at the schema. */
const MENDED_IN_PRODUCER_YAML: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'extension-missing',
  'migration-failed',
  'migration-unreadable',
  'migrations-order',
  'database-unreachable',
  'database-refused',
]);

async function schemaOrFailures(
  place: InitPlace,
  producer: Producer,
  known: boolean,
): Promise<ProducerSchema | Failure[]> {
  try {
    const { root, directory } = place;
    const revision = known ? await readPin({ root, name: basename(directory) }, { producer }) : null;
    return await producerSchema(place, producer, revision, place.options);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const [first] = error.failures;
    if (first.code === 'migrations-not-found')
      fail({ ...first, hint: 'name the folder that holds them with --migrations DIR' });
    if (known || !MENDED_IN_PRODUCER_YAML.has(first.code)) throw error;
    return [...error.failures];
  }
}

function planned(
  file: { readonly path: string; readonly content: string | null },
  producer: string,
  consumer: string | null,
): PlannedChange {
  return { ...file, producer, consumer, within: '.' };
}

function newProducer({ producer: name, source }: Answers): Producer {
  if (source === null) throw new Error(`nobody said where the schema of ${name} comes from`);
  const base = { name, description: null, owners: [], extensions: [], policy: DEFAULT_POLICY };
  const producer: Producer =
    source.kind === 'migrations'
      ? { ...base, source: { ...source, ignore: [], order: null, placeholders: {} } }
      : { ...base, source };
  refuseAny(newProducerProblems(producer));
  return producer;
}

function refuseAny(problems: readonly Failure[]): void {
  const [first, ...others] = problems;
  if (first) throw new FailureError(first, ...others);
}

async function registeredProducer({ directory }: InitPlace, name: string): Promise<Producer> {
  const entry = (await readRegistry(directory)).producers.find(({ producer }) => producer.name === name);
  if (!entry) throw new Error(`the registry lost its producer ${name} while it was read`);
  return entry.producer;
}

async function newContract(
  producer: string,
  consumer: ConsumerAnswers,
  snapshot: Snapshot,
  place: InitPlace,
): Promise<Contract> {
  const { name, source, output, driver, kysely } = consumer;
  const relations = await chooseRelations(consumer, snapshot, place.ask);
  const options = {
    expose: null,
    kysely,
    arrayElements: 'not null',
    literals: false,
    statements: false,
    zod: false,
  } as const;
  const types = { ...options, types: [], columns: [] };
  const contract: Contract = {
    ...{ consumer: name, producer, description: null, owners: [], source, scan: DEFAULT_SCAN, role: null },
    generate: { file: output, driver, ...types },
    relations: relations.map((relation) => ({
      ...{ relation, name: null, wildcard: true, read: [], write: [], keep: [], expose: null },
    })),
  };
  refuseAny(newContractProblems(contract));
  await refuseHandWritten(place.root, posix.join(source, output));
  return contract;
}

/** A module that rowpact wrote may stand there already: a contract that was taken away and comes back. */
async function refuseHandWritten(root: string, path: string): Promise<void> {
  const text = await readFile(join(root, path), 'utf8').catch(() => '');
  if (text === '' || text.startsWith('// @generated by rowpact')) return;
  fail({
    code: 'usage',
    message: `${path} is there already, and rowpact did not write it`,
    hint: 'give the generated module a path of its own with --output FILE',
    location: { file: path },
  });
}

async function chooseRelations(
  consumer: ConsumerAnswers,
  snapshot: Snapshot,
  ask: Ask | null,
): Promise<readonly RelationId[]> {
  const all = snapshot.relations.filter(({ partitionOf }) => partitionOf === null).map(({ id }) => id);
  if (consumer.relations !== 'all') return consumer.relations.map((name) => namedRelation(name, all));
  if (!ask || all.length === 0) return all;
  const chosen = new Set(
    await ask.chooseSome(`Which tables and views does ${consumer.name} use?`, all.map(displayName)),
  );
  return all.filter((id) => chosen.has(displayName(id)));
}

function namedRelation(name: string, all: readonly RelationId[]): RelationId {
  const id = parseRelationId(name);
  if (id !== null && all.includes(id)) return id;
  const nearest = nearestName(name, all.map(displayName));
  return fail({
    code: 'usage',
    message: `the producer has no table or view ${name}`,
    hint: nearest === null ? 'leave --relations out to take them all' : `did you mean ${nearest}?`,
  });
}

function notesOf(schema: ProducerSchema, contract: Contract | null): readonly string[] {
  if (!contract)
    return [...schema.notes, 'no consumer registered yet; run `rowpact init` with --consumer when there is one'];
  const { consumer, relations } = contract;
  const wild = `${consumer} is registered as reading every column of ${count(relations.length, 'relation')}; narrow its contract to what it uses`;
  return [...schema.notes, ...(relations.length > 0 ? [wild] : [])];
}

function alreadyThere(producerFile: string, consumerFile: string | null): never {
  return fail({
    code: 'usage',
    message: `${consumerFile ?? producerFile} is there already`,
    hint: 'edit it by hand, or give another --producer or --consumer',
    location: { file: consumerFile ?? producerFile },
  });
}
