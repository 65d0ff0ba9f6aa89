import { CharacterClass, classOf } from './character-class.js';
import { findDollarQuoteEnd, findEscapeStringEnd, findNestedCommentEnd } from './quoted-text.js';

/** What stands at a place of a SQL text; comments and white space are no tokens. */
export type TokenKind = 'word' | 'quoted' | 'semicolon' | 'open' | 'close' | 'backslash' | 'colon' | 'other' | 'end';

/** What the scanner found open at the end of the text, and where it began. */
export interface OpenQuote {
  readonly what: 'quoted string' | 'quoted name' | 'dollar-quoted string' | 'comment';
  readonly offset: number;
}

const LINE_END = /[\n\r]/g;
const DOLLAR = 0x24;

/**
 * Walks over the tokens of a SQL text by the rules of psql's lexer, exact about where quotes and comments begin and end
 * and careless about everything else. One object per text, moved in place: a dump has millions of tokens.
 */
export class SqlScanner {
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** Set when the text ends inside a quote or a comment; `kind` is then `end`. */
  open: OpenQuote | null = null;
  /** What `standard_conforming_strings` = off means: a backslash escapes in plain strings too. */
  backslashEscapes = false;

  constructor(readonly text: string) {}

  /** Moves on to the next token. */
  next(): void {
    this.skipBlanks();
    this.start = this.end;
    if (this.open !== null || this.end >= this.text.length) {
      this.kind = 'end';
      return;
    }
    this.take(this.text[this.end] ?? '');
  }

  /** Goes on reading at an offset, such as the end of a psql command's line. */
  jump(offset: number): void {
    this.end = offset;
  }

  private skipBlanks(): void {
    for (;;) {
      const from = this.end;
      const first = this.text.charCodeAt(from);
      if (first === 0x2d && this.text.charCodeAt(from + 1) === 0x2d) this.end = this.lineEnd(from);
      else if (first === 0x2f && this.text.charCodeAt(from + 1) === 0x2a) this.skipComment(from);
      else this.run(CharacterClass.space);
      if (this.end === from || this.open !== null) return;
    }
  }

  private skipComment(from: number): void {
    this.finish('comment', from, findNestedCommentEnd(this.text, from + 2));
  }

  private lineEnd(from: number): number {
    LINE_END.lastIndex = from;
    return LINE_END.exec(this.text)?.index ?? this.text.length;
  }

  private take(first: string): void {
    switch (first) {
      case "'":
        return this.takeString(this.end, this.backslashEscapes);
      case '"':
        return this.takeQuoted('quoted name', this.end, this.text.indexOf('"', this.end + 1) + 1);
      case '$':
        return this.takeDollar();
      case ';':
        return this.takeOne('semicolon');
      case '(':
        return this.takeOne('open');
      case ')':
        return this.takeOne('close');
      case '\\':
        return this.takeOne('backslash');
      case ':':
        return this.takeColon();
      default:
        return this.takeWord();
    }
  }

  private takeOne(kind: TokenKind): void {
    this.kind = kind;
    this.end += 1;
  }

  private takeColon(): void {
    const following = this.text[this.end + 1];
    const pair = following === ':' || following === '=';
    this.kind = pair ? 'other' : 'colon';
    this.end += pair ? 2 : 1;
  }

  private takeWord(): void {
    const kind = classOf(this.text.charCodeAt(this.end));
    if (kind !== CharacterClass.word) {
      this.kind = 'other';
      this.skipOther();
      return;
    }
    this.kind = 'word';
    this.skipWord();
    if (this.end !== this.start + 1 || this.text[this.end] !== "'") return;
    const prefix = this.text[this.start];
    if (prefix === 'E' || prefix === 'e') this.takeString(this.end, true);
  }

  private skipWord(): void {
    let at = this.end;
    for (; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      const kind = classOf(code);
      if (kind !== CharacterClass.word && kind !== CharacterClass.digit && code !== DOLLAR) break;
    }
    this.end = at;
  }

  /** Operators and numbers, and a lone minus or slash. */
  private skipOther(): void {
    let at = this.end + 1;
    for (; at < this.text.length; at += 1) {
      const kind = classOf(this.text.charCodeAt(at));
      if (kind !== CharacterClass.other && kind !== CharacterClass.digit) break;
    }
    this.end = at;
  }

  private takeString(quote: number, escapes: boolean): void {
    // A doubled quote needs no care here: it reads as two strings side by side.
    const end = escapes ? findEscapeStringEnd(this.text, quote + 1) : this.text.indexOf("'", quote + 1) + 1;
    this.takeQuoted('quoted string', quote, end);
  }

  private takeDollar(): void {
    const end = findDollarQuoteEnd(this.text, this.end);
    if (end === null) return this.takeOne('other');
    this.takeQuoted('dollar-quoted string', this.end, end);
  }

  private takeQuoted(what: OpenQuote['what'], offset: number, end: number): void {
    this.kind = 'quoted';
    this.finish(what, offset, end);
    if (this.open !== null) this.kind = 'end';
  }

  /** @param end - after the closing mark; 0 where there is none. */
  private finish(what: OpenQuote['what'], offset: number, end: number): void {
    if (end === 0) this.open = { what, offset };
    this.end = end === 0 ? this.text.length : end;
  }

  private run(kind: number): void {
    let at = this.end;
    while (at < this.text.length && classOf(this.text.charCodeAt(at)) === kind) at += 1;
    this.end = at;
  }
}
