import { type OpenQuote, SqlScanner } from '@rowpact/model';

/** One statement of a SQL file: `[start, end)` without its semicolon. */
export interface CutStatement {
  readonly start: number;
  readonly end: number;
  /** Where the comments before it begin: behind the statement before it. */
  readonly gap: number;
  /** Its first words in capitals, up to four, quoted ones as they stand. */
  readonly words: readonly string[];
}

/** A line that is psql's, not the server's. */
export interface PsqlCommand {
  readonly offset: number;
  readonly name: string;
}

/** A SQL file in its parts. */
export interface CutFile {
  readonly statements: readonly CutStatement[];
  readonly commands: readonly PsqlCommand[];
  /** A quote or comment that never ends: what follows it is unknown. */
  readonly open: OpenQuote | null;
}

const LEADING_WORDS = 4;
const HEADER_LINE = /^[ \t]*--[ \t]*(?:name:|:name\b)/m;

/** Cuts a SQL file into statements as psql does: semicolons in parentheses, in quotes and in routine bodies end nothing. */
export function cutStatements(text: string): CutFile {
  return new Cutter(text).cut();
}

class Cutter {
  private readonly scanner: SqlScanner;
  private readonly statements: CutStatement[] = [];
  private readonly commands: PsqlCommand[] = [];
  private gap = 0;
  private start = -1;
  private end = 0;
  private depth = 0;
  private words: string[] = [];
  /** Open BEGIN ATOMIC and CASE of a routine body in SQL. */
  private blocks = 0;
  private previousWord = '';

  constructor(private readonly text: string) {
    this.scanner = new SqlScanner(text);
  }

  cut(): CutFile {
    for (;;) {
      this.scanner.next();
      if (this.scanner.kind === 'end') break;
      this.take();
    }
    const { open } = this.scanner;
    if (open === null) this.finish(this.text.length);
    return { statements: this.statements, commands: this.commands, open };
  }

  private take(): void {
    const { kind, start, end } = this.scanner;
    if (kind === 'backslash') {
      this.psqlCommand(start);
      return;
    }
    if (kind === 'semicolon' && this.depth <= 0 && this.blocks === 0) {
      this.finish(end);
      return;
    }
    // Some tools need no semicolon: the next query's header ends the one before.
    if (this.start >= 0 && start - this.end > 6 && HEADER_LINE.test(this.text.slice(this.end, start))) {
      this.finish(this.end);
    }
    if (this.start < 0) this.start = start;
    this.end = end;
    if (kind === 'open') this.depth += 1;
    if (kind === 'close') this.depth -= 1;
    if (kind === 'word') this.word(this.text.slice(start, end).toUpperCase());
  }

  private word(word: string): void {
    if (this.words.length < LEADING_WORDS) this.words.push(word);
    if (word === 'ATOMIC' && this.previousWord === 'BEGIN' && this.isRoutine()) this.blocks += 1;
    else if (this.blocks > 0 && word === 'CASE') this.blocks += 1;
    else if (this.blocks > 0 && word === 'END') this.blocks -= 1;
    this.previousWord = word;
  }

  private isRoutine(): boolean {
    return this.words[0] === 'CREATE' && this.words.some((word) => word === 'FUNCTION' || word === 'PROCEDURE');
  }

  /** Up to the end of its line. Those that send what stands before them (`\g`, `\gexec`) end a statement. */
  private psqlCommand(at: number): void {
    const lineEnd = /[\n\r]/g;
    lineEnd.lastIndex = at;
    const until = lineEnd.exec(this.text)?.index ?? this.text.length;
    const name = /^\\(?:[a-z!?]\w*|.)?/.exec(this.text.slice(at, at + 20))?.[0] ?? '\\';
    this.commands.push({ offset: at, name });
    this.scanner.jump(until);
    if (this.start >= 0) this.finish(until);
  }

  private finish(until: number): void {
    if (this.start >= 0) {
      const { start, end, gap, words } = this;
      this.statements.push({ start, end, gap, words });
      this.gap = until;
      if (words[0] === 'COPY' && /\bfrom\s+stdin\b/i.test(this.text.slice(start, end))) this.skipCopyData(until);
    } else this.gap = until;
    this.start = -1;
    this.depth = 0;
    this.blocks = 0;
    this.words = [];
    this.previousWord = '';
  }

  /** The rows behind `COPY … FROM stdin`, up to a line with `\.`. */
  private skipCopyData(from: number): void {
    const close = /^\\\.[ \t]*$/gm;
    close.lastIndex = from;
    const match = close.exec(this.text);
    this.gap = match === null ? this.text.length : close.lastIndex;
    this.scanner.jump(this.gap);
  }
}
