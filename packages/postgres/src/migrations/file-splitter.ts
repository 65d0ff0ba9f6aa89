import { readCopyData } from './copy-data.js';
import { LineCounter } from './line-counter.js';
import { PendingStatement } from './pending-statement.js';
import { psqlEffect, readPsqlCommand, type PsqlCommand } from './psql-command.js';
import { WRITE_PLAIN_SQL, type PsqlSession, type Refusal } from './psql-session.js';
import { RoutineBody } from './routine-body.js';
import { failToSplit } from './split-failure.js';
import { SqlScanner } from '@rowpact/model';
import type { SqlStatement } from './sql-statement.js';

/** One directive such as `\ir players.sql`, found in a file and not followed. */
export interface IncludeDirective {
  /** Of the backslash. */
  readonly offset: number;
  readonly line: number;
  readonly target: string;
  /** `\ir` looks beside the including file, `\i` where psql was started. */
  readonly relative: boolean;
}

/** The statements that a file and the files it includes fill together. */
export interface SplitState {
  readonly statements: SqlStatement[];
  readonly session: PsqlSession;
  /** Reads the included file into the state; false where it is not known. */
  readonly include: (from: string, directive: IncludeDirective, into: SplitState) => boolean;
}

/** Reads one file into statements, as psql's main loop does. Used once. */
export class FileSplitter {
  private readonly scanner: SqlScanner;
  private readonly lines: LineCounter;
  private readonly body = new RoutineBody();
  private pending: PendingStatement | null = null;
  private depth = 0;

  /** @param file - names the text in failures; @param label - goes into the statements. */
  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly label: string | null,
    private readonly state: SplitState,
  ) {
    this.scanner = new SqlScanner(text);
    this.lines = new LineCounter(text);
  }

  split(): void {
    this.scanner.backslashEscapes = this.state.session.backslashEscapes;
    while (this.step());
    this.finishStatement();
  }

  /** Takes one token; false at the end of the file. */
  private step(): boolean {
    const scanner = this.scanner;
    scanner.next();
    switch (scanner.kind) {
      case 'end':
        return this.checkEnd();
      case 'backslash':
        return this.takeCommand();
      case 'semicolon':
        this.takeSemicolon();
        return true;
      case 'colon':
        this.check(scanner.start, this.state.session.refuseVariable(this.text, scanner.start));
        break;
      case 'open':
        this.depth += 1;
        break;
      case 'close':
        this.depth = Math.max(0, this.depth - 1);
        break;
      case 'word':
      case 'quoted':
      case 'other':
        break;
      default:
        scanner.kind satisfies never;
    }
    this.addToken(scanner.kind === 'word');
    return true;
  }

  private addToken(word: boolean): void {
    const { start, end } = this.scanner;
    this.pending ??= this.begin(start, word);
    this.pending.end = end;
    if (this.depth > 0) return;
    if (!word) this.body.other('');
    else if (this.body.listening || this.pending.keyword === 'COPY') {
      const written = this.text.slice(start, end);
      this.body.word(written);
      if (this.pending.keyword === 'COPY') this.pending.addCopyWord(written);
    }
  }

  private begin(offset: number, word: boolean): PendingStatement {
    const keyword = word ? this.text.slice(offset, this.scanner.end).toUpperCase() : '';
    const { line, column } = this.lines.at(offset);
    return new PendingStatement(offset, line, column, keyword);
  }

  private takeSemicolon(): void {
    if (this.pending !== null && (this.depth > 0 || this.body.inside)) {
      this.pending.end = this.scanner.end;
      this.body.other(';');
    } else this.finishStatement();
  }

  private finishStatement(): void {
    const pending = this.pending;
    this.pending = null;
    this.depth = 0;
    this.body.reset();
    if (pending === null) return;
    const text = pending.text(this.text);
    const { keyword, line, column, offset } = pending;
    const copyData = pending.fromStdin ? this.takeCopyData() : null;
    this.state.statements.push({ text, line, column, offset, keyword, copyData, file: this.label });
    if (keyword === 'SET') this.state.session.noteSetting(text);
    this.scanner.backslashEscapes = this.state.session.backslashEscapes;
  }

  private takeCopyData(): string {
    const copy = readCopyData(this.text, this.scanner.end);
    const rest = this.text.slice(copy.restStart, copy.restEnd).trim();
    if (rest !== '' && !rest.startsWith('--')) {
      const hint = 'Put what follows the semicolon on a line behind the data.';
      this.failAt(copy.restStart, 'more SQL stands on the line of a COPY … FROM stdin, before its data', hint);
    }
    this.scanner.jump(copy.end);
    return copy.data;
  }

  /** Follows, skips or refuses a psql command; false where it ends the file. */
  private takeCommand(): boolean {
    const at = this.scanner.start;
    const command = readPsqlCommand(this.text, at);
    this.scanner.jump(command.end);
    const effect = psqlEffect(command.name);
    if (effect === 'semicolon') this.finishStatement();
    else this.pending?.addHole(at, command.end);
    if (effect === 'include') this.takeInclude(command, at);
    else if (effect !== 'semicolon' && effect !== 'quit') this.check(at, this.state.session.follow(command, effect));
    return effect !== 'quit';
  }

  private takeInclude(command: PsqlCommand, at: number): void {
    const target = command.arguments[0]?.replace(/;+$/, '') ?? '';
    if (target === '') this.failAt(at, `\\${command.name} names no file`, 'Write the path of the file to include.');
    if (this.pending !== null) {
      this.failAt(
        at,
        'a file is included in the middle of a statement',
        'End the statement before it with a semicolon.',
      );
    }
    const directive: IncludeDirective = {
      offset: at,
      line: this.lines.at(at).line,
      target,
      relative: command.name.startsWith('ir') || command.name === 'include_relative',
    };
    if (!this.state.include(this.file, directive, this.state)) {
      this.failAt(at, `\\${command.name} ${target} cannot be followed here`, WRITE_PLAIN_SQL);
    }
    this.scanner.backslashEscapes = this.state.session.backslashEscapes;
  }

  private check(at: number, refusal: Refusal | null): void {
    if (refusal !== null) this.failAt(at, refusal.what, refusal.hint);
  }

  private checkEnd(): false {
    const open = this.scanner.open;
    if (open === null) return false;
    return this.failAt(open.offset, `a ${open.what} begins here and never ends`, 'Close it.');
  }

  private failAt(offset: number, what: string, hint: string): never {
    const { line, column } = new LineCounter(this.text).at(offset);
    return failToSplit(this.file, line, column, what, hint);
  }
}
