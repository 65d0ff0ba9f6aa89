import {
  nearestName,
  byCodeUnit,
  displayName,
  fail,
  partsOf,
  type Column,
  type Contract,
  type ContractRelation,
  type GenerateSettings,
  type Relation,
  type RelationId,
  type Snapshot,
} from '@rowpact/model';
import { exposedColumns } from './exposed-columns.js';
import type { MissingColumn, MissingRelation } from './generated-module.js';
import type { NamedRelation } from './relation-interfaces.js';
import { isIdentifier, typeNameOf } from './type-names.js';

export interface ContractedRelations {
  /** Sorted by id, whatever the contract's order. */
  readonly relations: readonly NamedRelation[];
  readonly missing: readonly (MissingRelation | MissingColumn)[];
}

/** Looks up what a contract names, and gives every relation its name and its columns. */
export function contractedRelations(
  { consumer, relations: contracted }: Contract,
  settings: GenerateSettings,
  snapshot: Snapshot,
  needsValue: (column: Column) => boolean,
): ContractedRelations {
  const known = new Map(snapshot.relations.map((relation) => [relation.id, relation]));
  const relations: NamedRelation[] = [];
  const missing: (MissingRelation | MissingColumn)[] = [];
  for (const entry of [...contracted].sort((left, right) => byCodeUnit(left.relation, right.relation))) {
    const relation = known.get(entry.relation);
    if (relation) {
      const columns = exposedColumns(entry, relation, settings, needsValue);
      relations.push({ relation, base: baseName(consumer, entry, relation), columns });
      missing.push(...columns.missing);
    } else {
      missing.push({ kind: 'relation', relation: entry.relation, nearest: nearest(entry.relation, known.keys()) });
    }
  }
  return { relations, missing };
}

function baseName(consumer: string, { name, relation: id }: ContractRelation, relation: Relation): string {
  if (name === null) return typeNameOf(relation);
  if (isIdentifier(name)) return name;
  return fail({
    code: 'registry-invalid',
    message: `relations.${displayName(id)}.name of ${consumer} is no TypeScript name: ${name}`,
    hint: 'Use letters, digits, _ and $, and no digit first.',
  });
}

/** A relation of the same name in another schema is nearer than any other name. */
function nearest(missing: RelationId, known: Iterable<RelationId>): string | null {
  const ids = [...known];
  const { name } = partsOf(missing);
  const namesake = ids.find((id) => partsOf(id).name === name);
  return namesake ? displayName(namesake) : nearestName(displayName(missing), ids.map(displayName));
}
