import type { Draft } from './draft.js';
import { holesOf } from './draft.js';
import { textAt, type Part } from './parts.js';
import type { Placed } from './position.js';
import { cutOut } from './settle-values.js';

/**
 * What is left of an INSERT or UPDATE whose columns are not known: the same relation and conditions, and nothing that is written.
 * Null where the table itself is not known, or for every other statement.
 */
export function withoutTheUnknown(
  parts: readonly Part[],
  draft: Draft,
  positions: ReadonlyMap<number, Placed>,
): readonly Part[] | null {
  const words = draft.tokens.filter(({ kind }) => kind === 'word');
  const verb = words[0]?.text.toLowerCase();
  const set = draft.tokens.find(({ kind, text }) => kind === 'word' && /^set$/iu.test(text));
  const [hole] = holesOf(parts);
  const first = draft.tokens[0];
  if (hole === undefined || first === undefined) return null;
  const lastHole = Math.max(
    ...[...positions].filter(([part]) => parts[part]?.kind === 'hole').map(([, { index }]) => index),
  );
  const firstHole = Math.min(
    ...[...positions].filter(([part]) => parts[part]?.kind === 'hole').map(([, { index }]) => index),
  );
  const text = (sql: string): Part => textAt(sql, hole.expression, hole.module);
  if (verb === 'update' && set !== undefined && draft.tokens.indexOf(set) < firstHole) {
    const where = draft.tokens
      .slice(lastHole)
      .find(({ kind, text: word }) => kind === 'word' && /^where$/iu.test(word));
    const returning = draft.tokens.find(({ kind, text: word }) => kind === 'word' && /^returning$/iu.test(word));
    const end = returning?.start ?? draft.text.length;
    return cutOut(parts, draft.starts, [
      { from: first.start, to: first.end, by: [text('SELECT FROM')] },
      { from: set.start, to: where?.start ?? end, by: [] },
      ...(end < draft.text.length ? [{ from: end, to: draft.text.length, by: [] }] : []),
    ]);
  }
  const into = draft.tokens.findIndex(({ kind, text: word }) => kind === 'word' && /^into$/iu.test(word));
  if (verb !== 'insert' || into < 0 || firstHole <= into + 1) return null;
  const open = draft.tokens
    .slice(into, firstHole + 1)
    .find(({ kind, parts: holes }) => kind === 'open' || holes.length > 0);
  if (open === undefined) return null;
  return cutOut(parts, draft.starts, [{ from: open.start, to: draft.text.length, by: [text('DEFAULT VALUES')] }]);
}
