import { SqlScanner } from '@rowpact/model';
import { matchMembers } from './match-members.js';
import type { RelationState } from './state-index.js';

type SameText = (before: string | null, after: string | null) => boolean;

/**
 * Whether two queries of views answer the same rows, but for columns that came, went or go by another name. A query that is no plain
 * SELECT with one item for each column, or whose other columns are more than columns, is the same only where its text is.
 */
export function sameRows(before: RelationState, after: RelationState, same: SameText): boolean {
  if (same(before.relation.definition, after.relation.definition)) return true;
  const [old, now] = [selectOf(before), selectOf(after)];
  if (old === null || now === null || !same(old.rest, now.rest)) return false;
  const { kept, gone, added } = matchMembers(old.items, now.items, [
    ...(before.oid === after.oid ? [({ place }: Item) => place] : []),
    ({ name }) => name,
  ]);
  return (
    kept.every(([was, is]) => same(was.expression, is.expression)) &&
    [...gone, ...added].every(({ expression }) => !expression.includes('('))
  );
}

interface Item {
  readonly name: string;
  /** The column's attnum. */
  readonly place: number;
  readonly expression: string;
}

interface Select {
  readonly items: readonly Item[];
  /** From FROM on. */
  readonly rest: string;
}

/** Takes a query apart; null for one that is not `SELECT a, b FROM …`. */
function selectOf({ relation: { definition, columns } }: RelationState): Select | null {
  const text = definition ?? '';
  const scanner = new SqlScanner(text);
  const commas: number[] = [];
  let depth = 0;
  let begin = 0;
  for (;;) {
    scanner.next();
    const { kind, start, end } = scanner;
    if (kind === 'end') return null;
    const token = text.slice(start, end);
    if (begin === 0) {
      if (token !== 'SELECT') return null;
      begin = end;
    } else if (kind === 'open') depth += 1;
    else if (kind === 'close') depth -= 1;
    else if (depth === 0 && kind === 'other' && token.startsWith(',')) commas.push(start);
    else if (depth === 0 && token === 'DISTINCT') return null;
    else if (depth === 0 && token === 'FROM') {
      const rest = text.slice(start);
      const items = cut(text.slice(0, start), begin, commas);
      if (items.length !== columns.length || / (?:UNION|INTERSECT|EXCEPT) /u.test(rest.replaceAll(/\s+/gu, ' ')))
        return null;
      return { items: items.map((item, at) => itemOf(item, columns[at])), rest };
    }
  }
}

function cut(text: string, begin: number, commas: readonly number[]): readonly string[] {
  return [begin - 1, ...commas].map((from, at) => text.slice(from + 1, commas[at] ?? text.length).trim());
}

function itemOf(text: string, column: RelationState['relation']['columns'][number] | undefined): Item {
  const expression = text.replace(/ AS (?:"(?:[^"]|"")+"|[^\s"]+)$/u, '');
  return { name: column?.name ?? '', place: column?.identityInCatalog?.attnum ?? 0, expression };
}
