import { SqlScanner } from '@rowpact/model';

/** Something in a SQL file that is no SQL: `[from, to)` is replaced before the text is sent. */
export type Placeholder = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'value';
      readonly name: string;
      /** pgtyped's `:name!`: never NULL. */
      readonly required?: boolean;
      /** Whether a list is written out in its place: pg-promise's `:csv`, sqlc.slice. */
      readonly spread?: boolean;
    }
  /** sqlc.embed(t): every column of `t`. */
  | { readonly kind: 'columns'; readonly table: string }
  /** A name or a piece of SQL that is not known here. */
  | { readonly kind: 'fragment'; readonly name: string; readonly reason: 'dynamic fragment' | 'other dialect' }
);

export interface FoundPlaceholders {
  readonly placeholders: readonly Placeholder[];
  /** The highest `$n` that the text has of its own; 0 where it has none. */
  readonly highest: number;
}

const NAME = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d+/y;
const SQLC = /sqlc\s*\.\s*(arg|narg|slice|embed)\s*\(\s*(?:'([^']*)'|"([^"]*)"|([\w$.]+))\s*\)/iy;
const NUMBERED = /\$(\d+)(:(?:raw|alias|name|json|csv|list|value)\b)?/y;
/** pg-promise's `$<name>`, `${name}`, `$(name)`, `$[name]`, `$/name/`, with what says how the value is written. */
const NAMED = /\$(?:\{|\(|<|\[|\/)\s*([A-Za-z_$][\w$.]*)\s*(~|\^|#|:[a-z]+)?\s*(?:\}|\)|>|\]|\/)/y;
const AS_VALUE = new Set([undefined, ':csv', ':list', ':json']);
/** Where an `@` behind these begins no name, it is part of an operator: `<@`, `@@`, `~@`. */
const OPERATOR_BEFORE_AT = /[<@~!#^&|?]$/;
const TEMPLATE = /\{\{|\{%|\{#/;

/** The placeholders of pgtyped, sqlc, pg-promise and their kin in `[start, end)`, outside of quotes and comments. */
export function findPlaceholders(text: string, start: number, end: number): FoundPlaceholders {
  return new Search(text, end).run(start);
}

class Search {
  private readonly scanner: SqlScanner;
  private readonly found: Placeholder[] = [];
  private highest = 0;
  private brackets = 0;
  /** The end of the token before. */
  private before = -1;

  constructor(
    private readonly text: string,
    private readonly end: number,
  ) {
    this.scanner = new SqlScanner(text);
  }

  run(start: number): FoundPlaceholders {
    this.scanner.jump(start);
    for (;;) {
      this.scanner.next();
      if (this.scanner.kind === 'end' || this.scanner.start >= this.end) break;
      this.take();
      this.before = this.scanner.end;
    }
    return { placeholders: this.found, highest: this.highest };
  }

  private take(): void {
    const { kind, start, end } = this.scanner;
    if (kind === 'colon') this.colon(start);
    else if (kind === 'word') this.word(start, end);
    else if (kind === 'other') this.other(start, end);
  }

  private word(start: number, end: number): void {
    if (end - start !== 4) return;
    const match = stickyMatch(SQLC, this.text, start);
    const [whole, verb, single, double, bare] = match ?? [];
    const name = single ?? double ?? bare;
    if (whole === undefined || name === undefined) return;
    const to = start + whole.length;
    if (verb?.toLowerCase() === 'embed') this.add({ kind: 'columns', table: name, from: start, to });
    else this.add({ kind: 'value', name, spread: verb?.toLowerCase() === 'slice', from: start, to });
  }

  /** `:name`, pgtyped's `:name!`, psql's `:'name'` and `:"name"`; not the colon of `a[1:n]`. */
  private colon(start: number): void {
    if (this.isSlice()) return;
    const [name] = stickyMatch(NAME, this.text, start + 1) ?? [];
    if (name !== undefined) {
      const to = start + 1 + name.length;
      const required = this.text[to] === '!' && this.text[to + 1] !== '=' && this.text[to + 1] !== '~';
      this.add({ kind: 'value', name, required, from: start, to: required ? to + 1 : to });
      return;
    }
    const quoted = /'(\w+)'|"(\w+)"/y;
    const [whole, value, identifier] = stickyMatch(quoted, this.text, start + 1) ?? [];
    const span = { from: start, to: start + 1 + (whole?.length ?? 0) };
    if (value !== undefined) this.add({ kind: 'value', name: value, ...span });
    if (identifier !== undefined) {
      this.add({ kind: 'fragment', name: identifier, reason: 'dynamic fragment', ...span });
    }
  }

  private isSlice(): boolean {
    return this.brackets > 0 && /[\w\])"'$\u0080-\uffff]/.test(this.text[this.before - 1] ?? '');
  }

  private other(start: number, end: number): void {
    const token = this.text.slice(start, end);
    if (token === '$') {
      this.dollar(start);
      return;
    }
    for (const char of token) if (char === '[' || char === ']') this.brackets += char === '[' ? 1 : -1;
    if (token.includes('`')) this.fragment('`', 'other dialect', start + token.indexOf('`'));
    const template = TEMPLATE.exec(token);
    if (template) this.fragment(template[0], 'dynamic fragment', start + template.index);
    const [name] = token.endsWith('@') ? (stickyMatch(NAME, this.text, end) ?? []) : [];
    if (name === undefined || OPERATOR_BEFORE_AT.test(token.slice(0, -1))) return;
    this.add({ kind: 'value', name, from: end - 1, to: end + name.length });
  }

  private fragment(name: string, reason: 'dynamic fragment' | 'other dialect', from: number): void {
    this.add({ kind: 'fragment', name, reason, from, to: from + name.length });
  }

  private dollar(start: number): void {
    const [numbered, digits, modifier] = stickyMatch(NUMBERED, this.text, start) ?? [];
    if (numbered !== undefined && digits !== undefined) {
      if (modifier === undefined) this.highest = Math.max(this.highest, Number(digits));
      else this.formatted(digits, modifier, start, numbered.length);
      return;
    }
    const [named, name, how] = stickyMatch(NAMED, this.text, start) ?? [];
    if (named !== undefined && name !== undefined) this.formatted(name, how, start, named.length);
  }

  private formatted(name: string, how: string | undefined, from: number, length: number): void {
    const span = { name, from, to: from + length };
    if (AS_VALUE.has(how)) this.add({ kind: 'value', spread: how === ':csv' || how === ':list', ...span });
    else this.add({ kind: 'fragment', reason: 'dynamic fragment', ...span });
  }

  private add(placeholder: Placeholder): void {
    this.found.push(placeholder);
    this.scanner.jump(placeholder.to);
  }
}

function stickyMatch(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
