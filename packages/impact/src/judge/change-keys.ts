import { partsOf, type Change, type RelationId, type SchemaState, type TypeId } from '@rowpact/model';
import { withAncestors } from './ancestors.js';
import { wordsIn } from './words.js';

/** By what a statement that a change may touch is found: the relations it uses, the words in its text. */
export interface ChangeKeys {
  readonly relations: ReadonlySet<RelationId>;
  readonly words: ReadonlySet<string>;
  /** Whether any statement may be touched: roles, settings, operators, extensions. */
  readonly everywhere: boolean;
}

/** What a change can reach at first hand; what stands behind it (routines, triggers, views) `spreadKeys` adds. */
export function ownKeys(change: Change, states: readonly SchemaState[]): ChangeKeys {
  const relations = new Set<RelationId>(relationsOf(change));
  if (change.kind === 'data-written') {
    for (const id of referencedBy(change.relation, states)) relations.add(id);
  }
  if (IN_PARENTS_TOO.has(change.kind)) {
    const parents = [...relations].flatMap((id) => states.flatMap(({ snapshot }) => withAncestors(id, snapshot)));
    for (const id of parents) relations.add(id);
  }
  const names = [...wordsOf(change), ...[...relations].map((id) => partsOf(id).name)];
  if ('type' in change) {
    names.push(partsOf(change.type).name);
    for (const id of relationsOfType(change.type, states)) relations.add(id);
  }
  const words = new Set(names.flatMap((name) => [...wordsIn(name)]));
  // A name without a letter stands in no text as a word.
  const unfindable = names.some((name) => wordsIn(name).size === 0);
  return { relations, words, everywhere: unfindable || EVERYWHERE.has(change.kind) || isOnSchema(change) };
}

/** Whoever may not use a schema finds nothing in it, whether a statement names the schema or not. */
function isOnSchema(change: Change): boolean {
  return (change.kind === 'privilege-revoked' || change.kind === 'privilege-granted') && change.on === 'schema';
}

const EVERYWHERE: ReadonlySet<Change['kind']> = new Set([
  'extension-added',
  'extension-dropped',
  'extension-updated',
  'object-created',
  'object-dropped',
  'role-changed',
  'role-dropped',
  'setting-changed',
  'schema-renamed',
  'schema-dropped',
  'range-changed',
] as const);

/** What concerns whoever reads or writes what a relation is a part of: its rows, and what they must be like. */
const IN_PARENTS_TOO: ReadonlySet<Change['kind']> = new Set([
  'constraint-added',
  'constraint-changed',
  'constraint-dropped',
  'index-added',
  'index-changed',
  'index-dropped',
  'column-not-null-set',
  'column-default-changed',
  'trigger-added',
  'trigger-changed',
  'trigger-dropped',
  'rule-added',
  'policy-added',
  'row-security-changed',
  'child-attached',
  'child-detached',
  'data-written',
  'data-declared',
] as const);

/** The relations that a change names. */
export function relationsOf(change: Change): readonly RelationId[] {
  switch (change.kind) {
    case 'relation-renamed':
      return [change.relation, change.to];
    case 'relation-replaced':
      return change.renamedTo === null ? [change.relation] : [change.relation, change.renamedTo];
    case 'child-attached':
    case 'child-detached':
      return [change.relation, change.child];
    case 'constraint-added':
    case 'constraint-changed':
      return both(change.relation, change.after.references?.relation);
    case 'constraint-dropped':
    case 'constraint-renamed':
      return both(change.relation, change.before.references?.relation);
    case 'data-declared':
      return change.relations;
    case 'sequence-created':
      return both(change.after.id, change.after.ownedBy?.relation);
    case 'sequence-dropped':
    case 'sequence-renamed':
    case 'sequence-changed':
      return both(change.before.id, change.before.ownedBy?.relation);
    case 'privilege-revoked':
    case 'privilege-granted':
      // The ids of relations and sequences are the names of such objects.
      return change.on === 'relation' || change.on === 'sequence' ? [change.object as RelationId] : [];
    default:
      return 'relation' in change ? [change.relation] : [];
  }
}

function both(one: RelationId, other: RelationId | undefined): readonly RelationId[] {
  return other === undefined ? [one] : [one, other];
}

function wordsOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'enum-label-added':
    case 'enum-label-removed':
    case 'enum-label-renamed':
      return [change.label];
    case 'routine-created':
      return [change.after.name];
    case 'routine-renamed':
    case 'routine-changed':
      return [change.before.name, change.after.name];
    case 'routine-dropped':
      return [change.before.name];
    case 'schema-created':
    case 'schema-renamed':
    case 'schema-dropped':
      return [change.schema];
    case 'privilege-revoked':
    case 'privilege-granted':
      return change.on === 'relation' || change.on === 'sequence' ? [] : [change.object];
    default:
      return [];
  }
}

/** Rows that come to point at others keep those from being deleted. */
function referencedBy(relation: RelationId, states: readonly SchemaState[]): readonly RelationId[] {
  return states.flatMap(({ snapshot }) =>
    (snapshot.relations.find(({ id }) => id === relation)?.foreignKeys ?? []).map(
      ({ references }) => references.relation,
    ),
  );
}

function relationsOfType(type: TypeId, states: readonly SchemaState[]): readonly RelationId[] {
  const types = new Set<TypeId>([type]);
  for (const { snapshot } of states) {
    for (const domain of snapshot.domains) if (types.has(domain.base.id)) types.add(domain.id);
    for (const { id, attributes } of snapshot.composites) {
      if (attributes.some((attribute) => types.has(attribute.type.id))) types.add(id);
    }
  }
  return states.flatMap(({ snapshot }) =>
    snapshot.relations.filter(({ columns }) => columns.some((column) => types.has(column.type.id))).map(({ id }) => id),
  );
}
