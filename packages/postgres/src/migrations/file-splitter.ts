import { readCopyData } from './copy-data.js';
import { LineCounter } from './line-counter.js';
import { psqlEffect, readPsqlCommand, type PsqlCommand } from './psql-command.js';
import { RoutineBody } from './routine-body.js';
import { failToSplit } from './split-failure.js';
import { SqlScanner } from './sql-scanner.js';
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

/** What one file hands on to the next in a psql session, and the statements they fill together. */
export interface SplitState {
  readonly statements: SqlStatement[];
  /** Names that `\set` defined: a text that uses one as `:name` cannot be read without psql. */
  readonly variables: Set<string>;
  /** Where `\connect` went. */
  database: string | null;
  /** `standard_conforming_strings` is off. */
  backslashEscapes: boolean;
  /** Reads the included file into the state; false where it is not known. */
  readonly include: (from: string, directive: IncludeDirective, into: SplitState) => boolean;
}

interface Place {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The statement being read: where it began, what it looks like so far. */
interface Pending extends Place {
  keyword: string;
  end: number;
  /** COPY and its last two words, to see `FROM STDIN`. */
  previousWord: string;
  fromStdin: boolean;
  /** psql commands in the middle, cut out of the text. */
  readonly holes: (readonly [number, number])[];
}

const STRINGS_SETTING = /^SET\s+(?:(?:SESSION|LOCAL)\s+)?standard_conforming_strings\s*(?:=|\s+TO\s)\s*'?(\w+)'?$/i;
const VARIABLE = /:(?:\w+|'\w+'|"\w+")/y;
const WRITE_PLAIN_SQL = 'Write what it does as plain SQL, or leave the file out with `ignore:` in producer.yaml.';

/** Reads one file into statements, as psql's main loop does. Used once. */
export class FileSplitter {
  private readonly scanner: SqlScanner;
  private readonly lines: LineCounter;
  private readonly body = new RoutineBody();
  private pending: Pending | null = null;
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
    this.scanner.backslashEscapes = this.state.backslashEscapes;
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
        this.checkVariable();
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
      if (this.pending.keyword === 'COPY') noteCopyWord(this.pending, written.toUpperCase());
    }
  }

  private begin(offset: number, word: boolean): Pending {
    const keyword = word ? this.text.slice(offset, this.scanner.end).toUpperCase() : '';
    return { ...this.place(offset), keyword, end: offset, previousWord: '', fromStdin: false, holes: [] };
  }

  private place(offset: number): Place {
    return { offset, ...this.lines.at(offset) };
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
    const text = textOf(this.text, pending);
    const { keyword, line, column, offset } = pending;
    const copyData = pending.fromStdin ? this.takeCopyData() : null;
    this.state.statements.push({ text, line, column, offset, keyword, copyData, file: this.label });
    if (keyword === 'SET') this.noteSetting(text);
  }

  private noteSetting(text: string): void {
    const value = STRINGS_SETTING.exec(text)?.[1]?.toLowerCase();
    if (value === undefined) return;
    this.state.backslashEscapes = ['off', 'false', 'no', '0', 'of', 'f', 'n'].includes(value);
    this.scanner.backslashEscapes = this.state.backslashEscapes;
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
    if (effect !== 'semicolon') this.pending?.holes.push([at, command.end]);
    switch (effect) {
      case 'nothing':
        this.checkEncoding(command, at);
        return true;
      case 'semicolon':
        this.finishStatement();
        return true;
      case 'quit':
        return false;
      case 'set':
        if (command.arguments[0] !== undefined) this.state.variables.add(command.arguments[0]);
        return true;
      case 'unset':
        this.state.variables.delete(command.arguments[0] ?? '');
        return true;
      case 'connect':
        this.noteDatabase(command, at);
        return true;
      case 'include':
        this.takeInclude(command, at);
        return true;
      case 'unsupported':
        return this.failAt(at, `the psql command \\${command.name} cannot be followed`, WRITE_PLAIN_SQL);
      default:
        return effect satisfies never;
    }
  }

  private checkEncoding(command: PsqlCommand, at: number): void {
    const encoding = command.name === 'encoding' ? command.arguments[0] : undefined;
    if (encoding === undefined || /^(?:utf-?8|unicode|sql_ascii)$/i.test(encoding)) return;
    this.failAt(at, `the file says that its encoding is ${encoding}`, 'Save the file as UTF-8 and take the line out.');
  }

  /** A dump of a whole cluster goes from database to database, and their tables are not one schema. */
  private noteDatabase(command: PsqlCommand, at: number): void {
    const target = command.arguments.find((argument) => !argument.startsWith('-')) ?? '-';
    if (['', '-', 'postgres', 'template1', this.state.database].includes(target)) return;
    if (this.state.database !== null) {
      const hint = 'Dump the one database that consumers use, with pg_dump --schema-only.';
      this.failAt(at, `the file goes on in a second database, ${target} after ${this.state.database}`, hint);
    }
    this.state.database = target;
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
      ...this.place(at),
      target,
      relative: command.name.startsWith('ir') || command.name === 'include_relative',
    };
    if (!this.state.include(this.file, directive, this.state)) {
      this.failAt(at, `\\${command.name} ${target} cannot be followed here`, WRITE_PLAIN_SQL);
    }
    this.scanner.backslashEscapes = this.state.backslashEscapes;
  }

  private checkVariable(): void {
    if (this.state.variables.size === 0) return;
    VARIABLE.lastIndex = this.scanner.start;
    const reference = VARIABLE.exec(this.text)?.[0] ?? '';
    if (!this.state.variables.has(reference.replace(/[:'"]/g, ''))) return;
    this.failAt(
      this.scanner.start,
      `${reference} is a variable that only psql fills in`,
      'Write its value in its place.',
    );
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

function noteCopyWord(pending: Pending, word: string): void {
  if (word === 'STDIN' && pending.previousWord === 'FROM') pending.fromStdin = true;
  pending.previousWord = word;
}

function textOf(text: string, pending: Pending): string {
  let from = pending.offset;
  let result = '';
  for (const [start, end] of pending.holes) {
    if (start >= pending.end) break;
    result += `${text.slice(from, start)} `;
    from = end;
  }
  return result + text.slice(from, pending.end);
}
