import {
  type ConsumerUse,
  fingerprintOf,
  type RecordedStatement,
  type RelationId,
  type TextOrigin,
} from '@rowpact/model';
import { printStatements } from '@rowpact/registry/statements';

/** A consumer as the registry has it where its source is elsewhere. */
export interface RecordedConsumer {
  readonly name: string;
  /** The YAML of its contract. */
  readonly contract: string;
  readonly use: ConsumerUse;
}

/** What one consumer was found to use, dealt out to so many others with so many statements each. */
export function recordedConsumers(
  found: ConsumerUse,
  count: number,
  statementsEach: number,
): readonly RecordedConsumer[] {
  if (found.statements.length === 0) throw new RangeError('a consumer without statements');
  return Array.from({ length: count }, (_, at) => {
    const name = `service-${String(at + 1).padStart(4, '0')}`;
    const statements = Array.from({ length: statementsEach }, (_, index) => {
      const statement = found.statements[(at * statementsEach + index) % found.statements.length];
      if (!statement) throw new RangeError('no such statement');
      return ownText(statement, name);
    });
    const coverage = { ...found.coverage, statements: statementsEach, analysed: statementsEach };
    const use = { ...found, consumer: name, coverage, statements };
    return { name, contract: contractOf(use), use };
  });
}

/** The record's file. */
export function recordOf({ use }: RecordedConsumer): string {
  return printStatements(use);
}

/** The same consumer, one statement of which about this relation is another one each time. */
export function withNewStatement(consumer: RecordedConsumer, relation: RelationId, edit: number): RecordedConsumer {
  const { use } = consumer;
  const at = use.statements.findIndex(({ access }) => access.some((one) => one.relation === relation));
  if (at < 0) throw new RangeError(`${consumer.name} does not use ${relation}`);
  const statements = use.statements.map((one, index) => (index === at ? ownText(one, `edit-${edit}`) : one));
  return { ...consumer, use: { ...use, statements } };
}

/** No two consumers send the same text: what several send is asked about once. */
function ownText(statement: RecordedStatement, name: string): RecordedStatement {
  const own = name.replaceAll('-', '_');
  const isLed = statement.text.startsWith('WITH ');
  const lead = isLed ? `WITH ${own} AS (SELECT 1), ` : `WITH ${own} AS (SELECT 1) `;
  const rest = isLed ? statement.text.slice('WITH '.length) : statement.text;
  const moved = lead.length + rest.length - statement.text.length;
  const text = `${lead}${rest}`;
  const { file, line, column } = statement.place;
  const origins: readonly TextOrigin[] = [
    { at: 0, file, line, column, fixed: true },
    ...statement.origins.map((origin) => ({ ...origin, at: Math.max(lead.length, origin.at + moved) })),
  ];
  return { ...statement, text, fingerprint: fingerprintOf(text), origins };
}

/** With what `rowpact scan` keeps in it: each relation with the columns in use. */
function contractOf({ consumer, producer, statements }: ConsumerUse): string {
  const relations = new Map<string, { readonly read: Set<string>; readonly write: Set<string> }>();
  for (const access of statements.flatMap((statement) => statement.access)) {
    const columns = relations.get(access.relation) ?? { read: new Set(), write: new Set() };
    for (const column of [...access.read, ...access.exposed]) columns.read.add(column);
    for (const column of [...access.insert, ...access.update]) columns.write.add(column);
    relations.set(access.relation, columns);
  }
  const entries = [...relations].map(
    ([relation, { read, write }]) =>
      `  ${relation}:\n    read: [${[...read].join(', ')}]\n    write: [${[...write].join(', ')}]\n`,
  );
  const body = entries.length > 0 ? `relations:\n${entries.join('')}` : 'relations: {}\n';
  return `version: 1\nconsumer: ${consumer}\nproducer: ${producer}\nsource: services/${consumer}\n${body}`;
}
