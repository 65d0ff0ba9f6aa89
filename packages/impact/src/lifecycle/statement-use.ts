import {
  placeInSource,
  type Access,
  type Evidence,
  type RecordedStatement,
  type RelationAccess,
  type SubjectParts,
} from '@rowpact/model';
import { offsetOfName, type SubjectUse, type Target } from './target.js';

const NOTHING: SubjectUse = { evidence: [], unknown: [] };

/** What one statement does with the object, by what PostgreSQL said of it when it was recorded. */
export function statementUse(target: Target, statement: RecordedStatement): SubjectUse {
  const { parts, relations } = target;
  const accesses = statement.access.filter(({ relation }) => relations.has(relation));
  if (parts.kind === 'enum value') return labelUse(target, parts.label, statement, accesses);
  if (accesses.length === 0) return NOTHING;
  switch (parts.kind) {
    case 'table':
      return used(statement, tableAccess(accesses), null);
    case 'column':
      return columnUse(parts.column, statement, accesses);
    case 'default':
      return accesses.some(({ omitted }) => omitted?.includes(parts.column))
        ? used(statement, 'insert', null)
        : NOTHING;
    case 'constraint':
      return accesses.some((access) => isArbiter(target, parts, access))
        ? used(statement, 'insert', parts.constraint)
        : NOTHING;
    default:
      return parts satisfies never;
  }
}

function used(statement: RecordedStatement, access: Access, name: string | null): SubjectUse {
  return { evidence: [named(statement, access, name)], unknown: [] };
}

/** The name in the statement where it stands there, else the statement. */
function named(statement: RecordedStatement, access: Access, name: string | null): Evidence {
  const offset = name === null ? -1 : offsetOfName(statement.text, name);
  const { file, line, column } = offset < 0 ? statement.place : placeInSource(statement, offset);
  return { location: { file, line, column }, access, from: null };
}

function tableAccess(accesses: readonly RelationAccess[]): Access {
  if (accesses.some(({ insert, omitted }) => insert.length > 0 || omitted !== null)) return 'insert';
  if (accesses.some(({ update }) => update.length > 0)) return 'update';
  return accesses.some(({ deletes }) => deletes) ? 'delete' : 'read';
}

/** By name, or through `*` where the code behind it reads it or nobody knows what it reads. */
function columnUse(column: string, statement: RecordedStatement, accesses: readonly RelationAccess[]): SubjectUse {
  const by = (['read', 'insert', 'update', 'needs'] as const).find((how) =>
    accesses.some((access) => access[how].includes(column)),
  );
  const own = by === undefined ? [] : [named(statement, by === 'needs' ? 'needed' : by, column)];
  const exposed = accesses.some((access) => access.exposed.includes(column));
  return { evidence: [...own, ...(exposed ? rowUse(column, statement) : [])], unknown: [] };
}

function rowUse(column: string, statement: RecordedStatement): readonly Evidence[] {
  const { rows, place } = statement;
  const from = { file: place.file, line: place.line, column: place.column };
  if (rows === null) return [{ location: from, access: 'wildcard', from: null }];
  return [
    ...rows.reads
      .filter((read) => read.column === column)
      .map(({ location }): Evidence => ({ location, access: 'row read', from })),
    ...rows.escapes.map(({ location }): Evidence => ({ location, access: 'row escapes', from })),
  ];
}

/** An upsert is about the constraint that it names, or whose columns it names. */
function isArbiter(
  { snapshot }: Target,
  { constraint }: Extract<SubjectParts, { readonly kind: 'constraint' }>,
  { relation, arbiter }: RelationAccess,
): boolean {
  if (arbiter === null) return false;
  if (arbiter.constraint !== null) return arbiter.constraint === constraint;
  const of = snapshot.relations.find(({ id }) => id === relation);
  const keys = [...(of?.primaryKey ? [of.primaryKey] : []), ...(of?.uniques ?? [])];
  const key = keys.find(({ name }) => name === constraint);
  const named = new Set(arbiter.columns);
  return key !== undefined && key.columns.length === named.size && key.columns.every((column) => named.has(column));
}

/** A label in quotes is a use; a parameter written into a column of the type may be one. */
function labelUse(
  { parts, snapshot }: Target,
  label: string,
  statement: RecordedStatement,
  accesses: readonly RelationAccess[],
): SubjectUse {
  const literal = `'${label.replaceAll("'", "''")}'`;
  const at = statement.text.indexOf(literal);
  const type = parts.kind === 'enum value' ? parts.type : null;
  const namesType =
    type !== null && statement.refused === null && offsetOfName(statement.text, type.split('.').at(-1) ?? '') >= 0;
  const writes = accesses.filter(({ insert, update }) => insert.length > 0 || update.length > 0);
  if (at >= 0 && (accesses.length > 0 || namesType)) {
    const { file, line, column } = placeInSource(statement, at);
    return {
      evidence: [{ location: { file, line, column }, access: writes.length > 0 ? 'insert' : 'read', from: null }],
      unknown: [],
    };
  }
  const holds = (
    access: RelationAccess,
    columns: readonly string[],
    wanted: (column: { readonly default: string | null }) => boolean,
  ): boolean =>
    snapshot.relations.some(
      ({ id, columns: all }) =>
        id === access.relation &&
        all.some((column) => column.type.id === type && columns.includes(column.name) && wanted(column)),
    );
  if (
    accesses.some((access) =>
      holds(access, access.omitted ?? [], (column) => column.default?.includes(literal) ?? false),
    )
  )
    return used(statement, 'insert', null);
  const written = writes.some((access) => holds(access, [...access.insert, ...access.update], () => true));
  if (!written || !/\$\d/u.test(statement.text)) return NOTHING;
  const { file, line, column } = statement.place;
  return {
    evidence: [],
    unknown: [{ what: 'it writes a value that comes from outside the statement', location: { file, line, column } }],
  };
}
