import { type ConsumerUse, type Explanation, type RelationId, type Report, type Snapshot } from '@rowpact/model';
import type { RegisteredProducer, Registry } from '@rowpact/registry';
import { readStatements } from '@rowpact/registry/statements';
import { gitIn } from '../base/run-git.js';
import { isAbout, type RowpactOptions } from '../options.js';
import { producerSchema, type ProducerSchema, revisionInUse } from '../producer-schema.js';
import { chosenProducers, registryInUse } from '../registry-in-use.js';
import { columnUses } from '../use/column-uses.js';
import { explainConsumer } from './consumer-explanation.js';
import { describeSubject } from './describe-subject.js';
import { schemaHistory } from './schema-history.js';
import { type Subject, subjectName, subjectsOf, unknownSubject, type Used } from './subject.js';
import { withHistory } from './with-history.js';

/** A consumer's record, and where its folder lies; null where nobody has scanned it. */
interface Recorded {
  readonly consumer: string;
  readonly source: string;
  readonly use: ConsumerUse | null;
}

/**
 * Who reads and writes what somebody asks about, where, and what a drop would break: from the registry's record, so that
 * neither the consumers' source nor an engine is needed.
 */
export async function explain(options: RowpactOptions, text: string): Promise<Report> {
  const registry = await registryInUse(options);
  const schemas: ProducerSchema[] = [];
  const explanations: Explanation[] = [];
  for (const entry of chosenProducers(registry, options)) {
    const schema = await producerSchema(
      registry,
      entry.producer,
      await revisionInUse(registry, entry, options, true),
      options,
    );
    const records = await recordsOf(registry, entry, options);
    for (const subject of subjectsOf(text, schema.snapshot, usedNames(records)))
      explanations.push(await explainOne(registry, entry, schema, records, subject, options));
    schemas.push(schema);
  }
  if (explanations.length === 0)
    unknownSubject(
      text,
      schemas.map(({ snapshot }) => snapshot),
    );
  return {
    command: 'explain',
    producers: [],
    files: [],
    explanations,
    findings: [],
    failures: [],
    notes: schemas.flatMap(({ notes }) => notes),
  };
}

async function recordsOf(
  registry: Registry,
  { producer, contracts }: RegisteredProducer,
  options: RowpactOptions,
): Promise<readonly Recorded[]> {
  const chosen = contracts.filter(({ contract }) => isAbout(options, contract.consumer));
  return Promise.all(
    chosen.map(async ({ contract }) => ({
      consumer: contract.consumer,
      source: contract.source,
      use: await readStatements(registry.directory, producer.name, contract.consumer),
    })),
  );
}

function usedNames(records: readonly Recorded[]): Used {
  const used = new Map<RelationId, Set<string>>();
  for (const { use, source } of records) {
    for (const { relation, column } of use ? columnUses(use, source) : []) {
      const columns = used.get(relation) ?? new Set<string>();
      used.set(relation, column === null ? columns : columns.add(column));
    }
  }
  return used;
}

async function explainOne(
  registry: Registry,
  { producer }: RegisteredProducer,
  { snapshot }: ProducerSchema,
  records: readonly Recorded[],
  subject: Subject,
  options: RowpactOptions,
): Promise<Explanation> {
  const description = describeSubject(subject, snapshot);
  const consumers = records.flatMap(({ use, source }) =>
    use === null ? [] : [explainConsumer(use, source, subject, snapshot)],
  );
  const history = await schemaHistory(registry, producer, subject, isThere, options);
  return {
    producer: producer.name,
    subject: subjectName(subject),
    kind: subject.kind,
    description,
    state: description === null ? 'not in the schema' : 'active',
    ...history,
    consumers: await withHistory(gitIn(options.env), registry.root, consumers),
    unknown: records.filter(({ use }) => use === null).map(({ consumer }) => consumer),
  };
}

function isThere(subject: Subject, snapshot: Snapshot): boolean {
  return describeSubject(subject, snapshot) !== null;
}
