import { splitName } from '@rowpact/model';
import { isTooDeep } from '../../analysis/nesting.js';
import { tokensOf } from '../../analysis/tokens.js';
import type { SqlStatement } from '../../migrations/sql-statement.js';

/** A tree is ten times as long as its text. */
const LONGEST = 400_000;

/** Whether PostgreSQL should not print the tree of a statement: it is too big, or deeper than the engine's stack. */
export function isBetterNotPrinted({ text, keyword }: SqlStatement): boolean {
  if (keyword === 'COPY') return false;
  return text.length > LONGEST || isTooDeep(text);
}

/** What the first words of a statement say that it writes to. */
export interface NamedTarget {
  readonly how: 'insert' | 'update' | 'delete';
  readonly schema: string | null;
  readonly name: string;
  /** Whether it sets columns in rows that are there. */
  readonly updates: boolean;
}

/** Reads `INSERT INTO teams …`, `UPDATE teams …`, `DELETE FROM ONLY teams …`; null for anything else. */
export function targetOf({ text }: SqlStatement): NamedTarget | null {
  const head = /^(?<verb>INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?/i.exec(text);
  const verb = head?.groups?.['verb']?.slice(0, 6).toUpperCase();
  if (!head || verb === undefined) return null;
  const name = /^(?:"(?:[^"]|"")+"|[^\s".(*,;]+)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[^\s".(*,;]+))?/u.exec(
    text.slice(head[0].length),
  );
  const parts = splitName(name?.[0].replace(/\s*\.\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/, '.') ?? '');
  if (!parts) return null;
  const [first = '', second] = parts;
  const how = verb === 'INSERT' ? 'insert' : verb === 'UPDATE' ? 'update' : 'delete';
  return {
    how,
    schema: second === undefined ? null : first,
    name: second ?? first,
    updates: how === 'update' || (how === 'insert' && endsInUpdate(text)),
  };
}

/** `… ON CONFLICT … DO UPDATE SET …` outside of all parentheses. */
function endsInUpdate(text: string): boolean {
  let depth = 0;
  let last = '';
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    const word = kind === 'word' && depth === 0 ? text.slice(start, end).toUpperCase() : '';
    if (word === 'UPDATE' && last === 'DO') return true;
    if (word !== '') last = word;
  }
  return false;
}
