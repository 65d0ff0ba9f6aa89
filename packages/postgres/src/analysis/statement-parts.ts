import { tokensOf, type Token } from './tokens.js';
import type { StatementToAnalyse } from './statement-to-analyse.js';

/** One command of a statement's text; most texts have one. */
export interface StatementPart {
  /** Which statement it belongs to. */
  readonly statement: number;
  readonly text: string;
  /** Where it begins in the statement's text. */
  readonly offset: number;
}

/** The commands in the statements' texts. A text of several is what `client.query('BEGIN; UPDATE …; COMMIT')` sends. */
export function partsOf(statements: readonly StatementToAnalyse[]): readonly StatementPart[] {
  return statements.flatMap(({ text }, statement) =>
    splitCommands(text).map(([from, to]) => ({ statement, text: text.slice(from, to), offset: from })),
  );
}

/** The parts between semicolons; the whole text where there is but one that says something. */
function splitCommands(text: string): readonly (readonly [from: number, to: number])[] {
  if (!text.includes(';')) return [[0, text.length]];
  const parts: [number, number][] = [];
  let from = 0;
  let isEmpty = true;
  let depth = 0;
  let body = 0;
  for (const token of tokensOf(text)) {
    if (token.kind === 'semicolon' && depth === 0 && body === 0) {
      if (!isEmpty) parts.push([from, token.start]);
      from = token.end;
      isEmpty = true;
      continue;
    }
    isEmpty = false;
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (token.kind === 'word') body = bodyDepth(text, token, body);
  }
  if (!isEmpty) parts.push([from, text.length]);
  return parts.length > 1 ? parts : [[0, text.length]];
}

/** `BEGIN ATOMIC … END` has semicolons of its own; CASE ends with END as well. */
function bodyDepth(text: string, { start, end }: Token, body: number): number {
  const word = text.slice(start, end).toLowerCase();
  if (word === 'atomic') return 1;
  if (body === 0) return 0;
  if (word === 'case') return body + 1;
  return word === 'end' ? body - 1 : body;
}
