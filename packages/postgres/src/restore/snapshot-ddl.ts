import {
  byCodeUnit,
  quoteIdentifier,
  quoteLiteral,
  relationId,
  type Relation,
  type RelationId,
  type Snapshot,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';
import { collationSteps } from './collations.js';
import { commentSteps } from './comment-ddl.js';
import { functionStep } from './function-ddl.js';
import { tableLinks } from './linked-tables-ddl.js';
import { orderSteps, type Ordered } from './order-steps.js';
import { drawnSequences, printedNames } from './printed-names.js';
import { plainStep, type Step } from './restore-step.js';
import { alwaysNeeded, expressionTexts, tableStep, tableStepWithout, type TableFacts } from './table-ddl.js';
import { compositeStep, domainStep, enumStep, rangeStep } from './type-ddl.js';
import { viewStep, writeFunctionStep } from './view-ddl.js';

/** A snapshot as DDL for an empty database that has its extensions. */
export interface SnapshotDdl {
  /** Every statement in an order in which PostgreSQL takes them, in places several in one text. */
  readonly statements: readonly string[];
  /** Schemas, which extensions need. */
  readonly schemas: readonly Step[];
  /** The same order in stages, with what to do where a statement is refused. */
  readonly stages: readonly (readonly Step[])[];
}

/**
 * Says how to make a database with the snapshot's schema. What a snapshot does not hold is made up: bodies of functions,
 * the state of aggregates, the query of no view. A foreign table becomes a table.
 */
export function snapshotDdl(snapshot: Snapshot): SnapshotDdl {
  const schemas = schemaSteps(snapshot);
  const links = tableLinks(snapshot.relations);
  const stages = [
    [...collationSteps(allTexts(snapshot)), ...sequenceSteps(snapshot), ...snapshot.enums.map(enumStep)],
    orderSteps(objectSteps(snapshot)),
    links.indexes,
    links.parents,
    links.foreignKeys,
    commentSteps(snapshot),
  ];
  const made = [schemas, ...stages].flat();
  return { statements: made.flatMap((step) => [step, ...step.later]).map(({ sql }) => sql), schemas, stages };
}

/** `public` is there from the start, and its comment too. */
function schemaSteps({ schemas }: Snapshot): readonly Step[] {
  const drop = schemas.some(({ name }) => name === 'public')
    ? []
    : [
        plainStep('DROP SCHEMA public', {
          of: 'public',
          text: 'the schema public is there, though the producer has none',
        }),
      ];
  const made = schemas.flatMap(({ name, comment }) => {
    const id = quoteIdentifier(name);
    const loss = { of: id, text: `the schema ${id} is missing` };
    const create = name === 'public' ? [] : [plainStep(`CREATE SCHEMA ${id}`, loss)];
    const says = comment === null ? 'NULL' : quoteLiteral(comment);
    const isNeeded = comment !== null || name === 'public';
    return isNeeded ? [...create, plainStep(`COMMENT ON SCHEMA ${id} IS ${says}`, loss)] : create;
  });
  return [writeFunctionStep(), ...drop, ...made];
}

/** The snapshot lists no sequences: those that are drawn from by name are known all the same. */
function sequenceSteps(snapshot: Snapshot): readonly Step[] {
  const relations = new Set<string>(snapshot.relations.map(({ id }) => id));
  const found = new Set<RelationId>();
  for (const text of allTexts(snapshot)) {
    for (const [schema, name] of drawnSequences(text)) found.add(relationId(schema, name));
  }
  return [...found]
    .filter((id) => !relations.has(id))
    .sort(byCodeUnit)
    .map((id) => ({
      ...plainStep(`CREATE SEQUENCE ${id}`, { of: id, text: `the sequence ${id} is missing` }),
      makes: id,
    }));
}

function allTexts({ relations, domains, functions }: Snapshot): readonly string[] {
  return [
    ...relations.flatMap((relation) => [
      ...expressionTexts(relation),
      relation.definition ?? '',
      relation.partitionKey ?? '',
      ...relation.uniqueIndexes.map(({ definition }) => definition),
    ]),
    ...domains.flatMap(({ default: expression, checks }) => [
      expression ?? '',
      ...checks.map((each) => each.definition),
    ]),
    ...functions.map((info) => info.arguments),
  ];
}

function objectSteps(snapshot: Snapshot): readonly Ordered[] {
  const refusesNull = nullRefusers(snapshot);
  const factsOf = tableFacts(snapshot, refusesNull);
  const enums = new Map(snapshot.enums.map((type) => [type.id, type]));
  const tables = snapshot.relations.filter(({ definition }) => definition === null);
  const views = snapshot.relations.filter(({ definition }) => definition !== null);
  const entries = [
    ...snapshot.domains.map((domain) => {
      const step = domainStep(domain, refusesNull);
      const called = printedNames(domain.default, ...domain.checks.map(({ definition }) => definition));
      return weakenable({ ...step, needs: new Set([...step.needs, ...called]) }, step.needs);
    }),
    ...[...snapshot.composites.map(compositeStep), ...snapshot.ranges.map(rangeStep)].map((step) =>
      weakenable(step, step.needs),
    ),
    ...snapshot.functions.map((info, at) =>
      weakenable(functionStep(info, at), printedNames(info.identityArguments, info.returns)),
    ),
    ...tables.map((table): Ordered => {
      const facts = factsOf(table);
      const without: Ordered['without'] = (isMade) => tableStepWithout(table, facts, isMade);
      return { step: tableStep(table, facts), always: alwaysNeeded(table), without };
    }),
    ...views.map((view) => weakenable(viewStep(view, enums), new Set<string>(view.columns.map(({ type }) => type.id)))),
  ];
  // The order is built from its end.
  return entries.reverse();
}

/** What is lost by a lesser form for good, only PostgreSQL's refusal decides. */
function weakenable(step: Step, always: ReadonlySet<string>): Ordered {
  const { weaker } = step;
  return { step, always, without: weaker?.loss === null ? () => weaker.step : null };
}

/** Which types are domains that refuse NULL. */
function nullRefusers({ domains }: Snapshot): (type: TypeRef) => boolean {
  const refusing = new Set<TypeId>(domains.filter(({ notNull }) => notNull).map(({ id }) => id));
  return ({ id, dimensions }) => dimensions === 0 && refusing.has(id);
}

function tableFacts(snapshot: Snapshot, refusesNull: TableFacts['refusesNull']): (table: Relation) => TableFacts {
  const byId = new Map(snapshot.relations.map((relation) => [relation.id, relation]));
  const taken = takenNames(snapshot);
  const parentsOf = ({ inherits, partitionOf }: Relation): readonly Relation[] =>
    [...inherits, ...(partitionOf === null ? [] : [partitionOf.parent])].flatMap((id) => byId.get(id) ?? []);
  const keysAbove = (table: Relation): readonly string[] =>
    parentsOf(table).flatMap((parent) => [...(parent.primaryKey?.columns ?? []), ...keysAbove(parent)]);
  return (table) => {
    const parent = table.partitionOf === null ? undefined : byId.get(table.partitionOf.parent);
    const identities = parent?.columns.filter(({ identity }) => identity !== null) ?? [];
    return {
      refusesNull,
      keyColumns: new Set(keysAbove(table)),
      parentIdentities: new Set(identities.map(({ name }) => name)),
      takenNames: taken.get(table.schema) ?? new Set(),
    };
  };
}

/** Names in `pg_class` by schema. */
function takenNames({ relations, composites, ...others }: Snapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  const take = (schema: string, name: string): void => {
    const names = taken.get(schema) ?? new Set<string>();
    taken.set(schema, names.add(name));
  };
  for (const relation of relations) {
    const { schema, primaryKey, uniques, exclusions, uniqueIndexes } = relation;
    take(schema, relation.name);
    if (primaryKey !== null) take(schema, primaryKey.name);
    for (const { name } of [...uniques, ...exclusions, ...uniqueIndexes]) take(schema, name);
  }
  for (const { schema, name } of [...composites, ...others.enums, ...others.domains, ...others.ranges])
    take(schema, name);
  return taken;
}
