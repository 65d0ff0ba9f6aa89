import { checkTokens, type CheckToken } from './check-tokens.js';

/** Types whose values are told apart by `=` exactly as JavaScript tells them apart. */
export type Family = 'text' | 'bpchar' | 'integer';

/** What a check speaks of: a column by its name, or a domain's value. */
export type CheckSubject = { readonly column: string } | 'domain';

/** Casts between types of one family change no value: none of these names has a length behind it. */
const TYPES: Readonly<Record<Family, readonly string[]>> = {
  text: ['text', 'character varying'],
  bpchar: ['bpchar'],
  integer: ['integer', 'smallint', 'bigint'],
};

/** The values of a list; null for any value, which is what everything says that is not understood. */
type Values = ReadonlySet<string> | null;

/**
 * The only values but NULL with which a check is not false, in its own order; null where it allows others, or where we
 * do not understand it. Written for PostgreSQL's own printing, in which every part of an AND and an OR stands in parentheses.
 * What limits a check (`NOT VALID`, `NOT ENFORCED`, `NO INHERIT`) stands behind its expression, and then it says nothing.
 */
export function checkValues(definition: string, subject: CheckSubject, family: Family): readonly string[] | null {
  const tokens = checkTokens(definition);
  const [check, ...expression] = tokens;
  if (check?.text !== 'CHECK' || expression[0]?.text !== '(') return null;
  const reader = new CheckReader(expression, subject, family);
  const values = reader.group();
  return values && reader.isAtEnd() ? [...values] : null;
}

/** Not understood; caught at the nearest parenthesis. */
class NotUnderstood extends Error {}

class CheckReader {
  readonly #tokens: readonly CheckToken[];
  readonly #subject: CheckSubject;
  readonly #types: readonly string[];
  readonly #family: Family;
  #at = 0;

  constructor(tokens: readonly CheckToken[], subject: CheckSubject, family: Family) {
    this.#tokens = tokens;
    this.#subject = subject;
    this.#family = family;
    this.#types = TYPES[family];
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** An expression in parentheses. One that is not understood allows every value, and what stands beside it may still rule some out. */
  group(): Values {
    if (!this.#isSign('(')) throw new NotUnderstood();
    const start = this.#at;
    return (
      this.#tried(() => this.#inParentheses(() => this.#comparison() ?? this.#combination())) ?? this.#skipped(start)
    );
  }

  #skipped(start: number): null {
    this.#at = start;
    for (let depth = 0; this.#at < this.#tokens.length; this.#at++) {
      if (this.#isSign('(')) depth++;
      if (this.#isSign(')') && --depth === 0) break;
    }
    this.#at++;
    return null;
  }

  /** Null for `any value` and for what is not understood alike; in the latter case nothing was read. */
  #tried<Result>(read: () => Result): Result | null {
    const start = this.#at;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      this.#at = start;
      return null;
    }
  }

  #inParentheses<Result>(read: () => Result): Result {
    this.#expect('(');
    const result = read();
    this.#expect(')');
    return result;
  }

  /** `(…) AND (…) AND (…)`, the same with OR, or one more pair of parentheses. */
  #combination(): Values {
    let values = this.group();
    const isAnd = this.#isWord('AND');
    while (this.#takeWord(isAnd ? 'AND' : 'OR')) {
      const others = this.group();
      if (isAnd)
        values = values && others ? new Set([...values].filter((value) => others.has(value))) : (values ?? others);
      else values = values && others && new Set([...values, ...others]);
    }
    return values;
  }

  /** `column = …`, `column = ANY (ARRAY[…])`, `column IS NULL`; null for anything else. */
  #comparison(): Values {
    return this.#tried(() => {
      this.#reference();
      if (this.#takeWord('IS')) {
        if (!this.#takeWord('NULL')) throw new NotUnderstood();
        return this.#ended(new Set<string>());
      }
      this.#expect('=');
      if (!this.#takeWord('ANY')) return this.#ended(new Set([this.#constant()]));
      return this.#ended(new Set(this.#inParentheses(() => this.#array())));
    });
  }

  /** A comparison is one only where nothing follows it. */
  #ended(values: Values): Values {
    if (!this.#isSign(')')) throw new NotUnderstood();
    return values;
  }

  /** The column, perhaps cast within its family. */
  #reference(): void {
    if (this.#isSign('(')) {
      this.#inParentheses(() => this.#reference());
      this.#cast();
      return;
    }
    const token = this.#next();
    const isOurs =
      this.#subject === 'domain'
        ? token.kind === 'name' && token.text === 'VALUE'
        : (token.kind === 'name' || token.kind === 'quoted name') && token.text === this.#subject.column;
    if (!isOurs) throw new NotUnderstood();
  }

  /** `ARRAY['a'::text, 'b'::text]`, perhaps cast as a whole. */
  #array(): readonly string[] {
    if (this.#isSign('(')) {
      const values = this.#inParentheses(() => this.#array());
      this.#cast();
      this.#expect('[');
      this.#expect(']');
      return values;
    }
    if (!this.#takeWord('ARRAY')) throw new NotUnderstood();
    this.#expect('[');
    const values = [this.#constant()];
    while (this.#isSign(',')) {
      this.#next();
      values.push(this.#constant());
    }
    this.#expect(']');
    return values;
  }

  #constant(): string {
    if (this.#isSign('(')) {
      const value = this.#inParentheses(() => this.#constant());
      this.#cast();
      return value;
    }
    const { kind, text } = this.#next();
    if (kind === 'text') this.#cast();
    if (this.#family === 'integer' ? !/^-?\d+$/.test(text) : kind !== 'text') throw new NotUnderstood();
    return text;
  }

  #cast(): void {
    this.#expect('::');
    const first = this.#next();
    const isLong = first.text === 'character';
    const name = isLong ? `${first.text} ${this.#next().text}` : first.text;
    if (first.kind !== 'name' || !this.#types.includes(name)) throw new NotUnderstood();
  }

  #next(): CheckToken {
    const token = this.#tokens[this.#at++];
    if (!token) throw new NotUnderstood();
    return token;
  }

  #expect(sign: string): void {
    if (!this.#isSign(sign)) throw new NotUnderstood();
    this.#at++;
  }

  #isSign(sign: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && token.text === sign;
  }

  #isWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'name' && token.text === word;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#at++;
    return true;
  }
}
