import { DEFAULT_SCHEMA, relationId, type Evidence, type TableDeclaration } from '@rowpact/model';
import type { VersionInUse } from './lifecycle-question.js';
import type { SubjectUse, Target } from './target.js';

/**
 * What a declared table means for the object: an ORM reads and writes every column it declares. A type for rows is a use of the
 * code as it stands; at run time there are no types, so a deployed version uses nothing by them.
 */
export function declaredUse(target: Target, table: TableDeclaration, version: VersionInUse): SubjectUse {
  const { parts } = target;
  const typed = table.caller === 'row type';
  if ((typed && version.deployed !== null) || !isAbout(target, table, version.searchPath)) return NOTHING;
  const { file, line, column } = table.place;
  const evidence = (location: Evidence['location']): SubjectUse => ({
    evidence: [{ location, access: typed ? 'typed' : 'declared', from: null }],
    unknown: [],
  });
  if (parts.kind === 'table') return typed ? NOTHING : evidence({ file, line, column });
  if (parts.kind === 'column') {
    const declared = table.columns.find(({ name }) => name === parts.column);
    return declared ? evidence(declared.location) : NOTHING;
  }
  if (typed || !WRITES_BY_ITSELF.has(table.caller) || parts.kind === 'constraint') return NOTHING;
  const what = `${table.caller} writes the table by itself: whether it needs the ${parts.kind} is not known`;
  return { evidence: [], unknown: [{ what, location: { file, line, column } }] };
}

function isAbout({ relations }: Target, { schema, table }: TableDeclaration, searchPath: readonly string[]): boolean {
  const schemas = schema === null ? (searchPath.length > 0 ? searchPath : [DEFAULT_SCHEMA]) : [schema];
  return schemas.some((name) => relations.has(relationId(name, table)));
}

const NOTHING: SubjectUse = { evidence: [], unknown: [] };

/** Libraries whose statements nobody sees: they are made from the declaration when the code runs. */
const WRITES_BY_ITSELF: ReadonlySet<TableDeclaration['caller']> = new Set(['prisma', 'typeorm', 'sequelize']);
