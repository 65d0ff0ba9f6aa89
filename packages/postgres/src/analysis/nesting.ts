import { tokensOf } from './tokens.js';

/**
 * How deep a text nests, in the size of one operator. The embedded engine runs on Node's own stack, and what overflows that is lost
 * without an error of PostgreSQL's; it overflows at some 470 (seen: operators 470, function calls 270, subqueries 150).
 */
export const DEEPEST = 400;

const PARENTHESIS = 3;
const WORDS: ReadonlyMap<string, number> = new Map([
  ['case', PARENTHESIS],
  ['not', 2],
  ['union', 1],
  ['intersect', 1],
  ['except', 1],
  ['join', 1],
]);
/** Words and marks behind which an expression begins anew. */
const FRESH = new Set(['and', 'or', 'select', 'from', 'where', 'group', 'order', 'having', 'when', 'then', 'values']);

/** Whether the embedded engine can read the text without running out of stack. */
export function isTooDeep(text: string): boolean {
  // Every level takes at least one character of these.
  if (text.length < DEEPEST) return false;
  /** What each open parenthesis adds, and the operators since the last comma. */
  const levels: { fixed: number; chain: number }[] = [{ fixed: 0, chain: 0 }];
  let depth = 0;
  for (const { kind, start, end } of tokensOf(text)) {
    const level = levels.at(-1) ?? { fixed: 0, chain: 0 };
    if (kind === 'open') {
      levels.push({ fixed: PARENTHESIS, chain: 0 });
      depth += PARENTHESIS;
    } else if (kind === 'close' && levels.length > 1) {
      levels.pop();
      depth -= level.fixed + level.chain;
    } else if (kind === 'word') {
      depth += takeWord(level, text.slice(start, end).toLowerCase());
    } else if (kind === 'other') {
      depth += takeOther(level, text.slice(start, end));
    }
    if (depth > DEEPEST) return true;
  }
  return false;
}

function takeWord(level: { fixed: number; chain: number }, word: string): number {
  const added = WORDS.get(word);
  if (added !== undefined) {
    level.fixed += added;
    return added;
  }
  if (word === 'end' && level.fixed >= 2 * PARENTHESIS) {
    level.fixed -= PARENTHESIS;
    return -PARENTHESIS;
  }
  return FRESH.has(word) ? restart(level) : 0;
}

function takeOther(level: { fixed: number; chain: number }, token: string): number {
  if (token.includes(',')) return restart(level);
  if (!/[^\w.\s$]/.test(token)) return 0;
  level.chain += 1;
  return 1;
}

function restart(level: { fixed: number; chain: number }): number {
  const { chain } = level;
  level.chain = 0;
  return -chain;
}
