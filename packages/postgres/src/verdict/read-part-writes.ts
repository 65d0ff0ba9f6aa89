import type { ColumnWrite } from '@rowpact/model';
import type { CatalogQuery } from '../catalog/catalog-query.js';
import { columnWrites, sortWrites, unseenWrites } from './column-writes.js';
import { ConstantText } from './constant-sql.js';
import { explainedQuery, findWrites } from './find-writes.js';
import type { FoundWrite } from './found-write.js';
import { wantsTree, type JudgedPart } from './judged-part.js';
import { EXPLAIN } from './plan-statements.js';
import { WriteFacts } from './write-facts.js';

/** What each part writes into which column; nothing where it was refused. */
export async function readPartWrites(
  query: CatalogQuery,
  parts: readonly JudgedPart[],
): Promise<readonly (readonly ColumnWrite[])[]> {
  const found = parts.map(foundIn);
  const texts = parts.map(({ part }) => new ConstantText(part.text, EXPLAIN.length));
  const facts = new WriteFacts(query);
  return facts.settle(() =>
    parts.map((part, at) => {
      const writes = found[at];
      const text = texts[at];
      if (part.refusal !== null || !text) return [];
      if (writes) return writesOf(part, writes, text, facts);
      return wantsTree(part) ? unseenWrites(part.analysis) : [];
    }),
  );
}

/** Null where there is no tree to look into. */
function foundIn({ tree, refusal }: JudgedPart): readonly FoundWrite[] | null {
  if (tree === null || refusal !== null) return null;
  const query = explainedQuery(tree);
  return query && findWrites(query);
}

function writesOf(
  { analysis }: JudgedPart,
  found: readonly FoundWrite[],
  text: ConstantText,
  facts: WriteFacts,
): readonly ColumnWrite[] {
  const writes = found.map((write) => columnWrites(write, text, facts));
  // Where a rule or trigger takes the write over, the analysis knows where it goes, not with which values.
  const elsewhere = writes.includes(null) ? unseenWrites(analysis) : [];
  const seen = new Set(writes.flatMap((list) => (list ?? []).map(({ relation }) => relation)));
  return sortWrites([
    ...writes.flatMap((list) => list ?? []),
    ...elsewhere.filter(({ relation }) => !seen.has(relation)),
  ]);
}
