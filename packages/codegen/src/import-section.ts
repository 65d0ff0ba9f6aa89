import { byCodeUnit } from '@rowpact/model';
import { ImportClauseNode, ImportStatementNode } from './kysely-codegen.js';
import type { RowSerializer } from './row-serializer.js';

const KYSELY = ['ColumnType', 'Generated', 'GeneratedAlways'];

/**
 * The imports of everything printed so far: type-only, one statement for each module, sorted by module and by name.
 * @param seen what a module is called from where this one stands
 */
export function importSection(
  serializer: RowSerializer,
  kysely: boolean,
  seen: (from: string) => string = (from) => from,
): string {
  const modules = new Map<string, Set<string>>();
  const add = (from: string, name: string): unknown => modules.set(from, (modules.get(from) ?? new Set()).add(name));
  for (const { from, name } of serializer.imports.values()) add(seen(from), name);
  if (kysely) for (const name of KYSELY.filter((used) => serializer.names.has(used))) add('kysely', name);
  return [...modules]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([from, names]) => {
      const clauses = [...names].sort(byCodeUnit).map((name) => new ImportClauseNode(name));
      return `${serializer.serializeImportStatement(new ImportStatementNode(from, clauses))}\n`;
    })
    .join('');
}
