import {
  nearestName,
  columnId,
  displayName,
  partsOf,
  relationId,
  splitName,
  type ColumnId,
  type Snapshot,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';
import type { MissingOverrideTarget } from './generated-module.js';
import { adapterScalars } from './profiles/adapter-scalars.js';
import type { TypeOverrides } from './type-overrides.js';

/** The overrides that no type or column of the snapshot answers to, such as one whose column was dropped. */
export function missingOverrideTargets(overrides: TypeOverrides, snapshot: Snapshot): readonly MissingOverrideTarget[] {
  const types = overrides.types.size > 0 ? knownTypes(snapshot) : new Set<TypeId>();
  return [
    ...[...overrides.types.keys()].filter((id) => !types.has(id)).map((id) => missingType(id, types)),
    ...[...overrides.columns.keys()].flatMap((id) => missingColumn(id, snapshot) ?? []),
  ];
}

/** The schema's own types, those its columns have (an extension's too), and PostgreSQL's common ones. */
function knownTypes(snapshot: Snapshot): Set<TypeId> {
  const used: TypeRef[] = [
    ...snapshot.relations.flatMap(({ columns }) => columns.map(({ type }) => type)),
    ...snapshot.composites.flatMap(({ attributes }) => attributes.map(({ type }) => type)),
    ...snapshot.domains.map(({ base }) => base),
  ];
  const own = [...snapshot.enums, ...snapshot.domains, ...snapshot.composites, ...snapshot.ranges];
  return new Set([...adapterScalars().keys(), ...own.map(({ id }) => id), ...used.map(({ id }) => id)]);
}

function missingType(target: TypeId, known: ReadonlySet<TypeId>): MissingOverrideTarget {
  const { name } = partsOf(target);
  const namesake = [...known].find((id) => partsOf(id).name === name);
  const nearest = namesake ? displayName(namesake) : nearestName(displayName(target), [...known].map(displayName));
  return { kind: 'override', target, nearest };
}

function missingColumn(target: ColumnId, snapshot: Snapshot): MissingOverrideTarget | null {
  const [schema = '', name = '', column = ''] = splitName(target) ?? [];
  const id = relationId(schema, name);
  const relation = snapshot.relations.find((candidate) => candidate.id === id);
  const columns = relation?.columns.map((candidate) => candidate.name) ?? [];
  if (columns.includes(column)) return null;
  const like = nearestName(column, columns);
  const elsewhere = nearestName(
    displayName(id),
    snapshot.relations.map((candidate) => displayName(candidate.id)),
  );
  if (relation) return { kind: 'override', target, nearest: like && displayName(columnId(id, like)) };
  return { kind: 'override', target, nearest: elsewhere };
}
