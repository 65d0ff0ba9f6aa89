import {
  type Blind,
  type Caller,
  type FileQuery,
  fingerprintOf,
  type Place,
  type SqlText,
  type Statement,
} from '@rowpact/model';
import { type FileFindings, NO_FINDINGS } from '../scan/file-findings.js';
import { type CutFile, type CutStatement, cutStatements } from './cut-statements.js';
import { queryName, queryParameters, whyUnfit } from './file-query.js';
import { findPlaceholders, type Placeholder } from './find-placeholders.js';
import { LineCounter } from './line-counter.js';
import { type QueryHeader, queryHeader } from './query-header.js';
import { statementKind } from './statement-kind.js';
import { TextBuilder } from './text-builder.js';

/** PostgreSQL's protocol counts parameters in 16 bits. */
const MAX_PARAMETERS = 65_535;
const CALLER: Caller = 'sql file';

/**
 * The statements of a `.sql` file as PostgreSQL gets them: one or many, bare or under the headers of pgtyped or sqlc. Statements
 * with a header are always the consumer's; without one, a file that sets a database up is left out.
 * @param setup - what the file sets up by its path; null where its path says nothing.
 */
export function readSqlFile(file: string, text: string, setup: string | null): FileFindings {
  return new SqlFile(file, text).read(setup);
}

interface Piece {
  readonly cut: CutStatement;
  readonly header: QueryHeader | null;
}

class SqlFile {
  private readonly lines: LineCounter;
  private readonly statements: Statement[] = [];
  private readonly blinds: Blind[] = [];
  private readonly queries: FileQuery[] = [];

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.lines = new LineCounter(text);
  }

  read(setup: string | null): FileFindings {
    const cut = cutStatements(this.text);
    const pieces = cut.statements.map((piece) => ({
      cut: piece,
      header: queryHeader(this.text.slice(piece.gap, piece.start)),
    }));
    const named = pieces.some(({ header }) => header !== null);
    const leftOut = named ? null : (setup ?? setupByContent(pieces));
    if (leftOut !== null) return { ...NO_FINDINGS, leftOut, looked: false };
    const chosen = pieces.filter((piece) => this.isQuery(piece, pieces));
    // What psql has commands for is a script.
    const isOnly = pieces.length === 1 && cut.commands.length === 0;
    for (const piece of chosen) this.add(piece, isOnly);
    return {
      statements: this.statements,
      blinds: this.blinds,
      texts: [],
      queries: this.queries,
      tables: [],
      unreadable: this.unreadable(cut),
      notes: this.notes(pieces),
      leftOut: null,
      looked: true,
    };
  }

  private isQuery({ cut, header }: Piece, all: readonly Piece[]): boolean {
    const kind = statementKind(cut.words);
    if (header !== null || kind === 'query' || kind === 'code') return true;
    // What is created for the session is dropped by it, too.
    return cut.words[0] === 'DROP' && all.some((other) => isTemporaryTable(other.cut));
  }

  private add({ cut, header }: Piece, isOnly: boolean): void {
    const place: Place = { file: this.file, ...this.lines.at(cut.start), within: header?.name ?? null };
    const query = {
      name: queryName(header, this.file, isOnly),
      place: placeOf(place),
      answer: header?.answer ?? 'rows',
    };
    if (statementKind(cut.words) === 'code') {
      const detail = 'a DO block is code of its own, which is not followed';
      const text = this.text.slice(cut.start, cut.end);
      this.blinds.push({ place, caller: CALLER, reason: 'built by code', detail, text, attempts: [] });
      this.queries.push({ ...query, text, parameters: [], unfit: detail });
      return;
    }
    const { placeholders, highest } = findPlaceholders(this.text, cut.start, cut.end);
    const { sql, numbers } = this.fill(cut, header, placeholders, highest);
    const values = highest + numbers.size;
    const blind = blindReason(placeholders, values);
    if (blind !== null) this.blinds.push({ place, caller: CALLER, ...blind, text: sql.text, attempts: [] });
    else this.statements.push({ ...sql, fingerprint: fingerprintOf(sql.text), place, caller: CALLER });
    this.queries.push({
      ...query,
      text: sql.text,
      parameters: blind === null ? queryParameters(numbers, values, header, placeholders) : [],
      unfit: blind?.detail ?? whyUnfit(header, placeholders, new Set(numbers.keys())),
    });
  }

  /** Numbers the named values, the same name with the same number, behind the numbers that the text has already. */
  private fill(
    cut: CutStatement,
    header: QueryHeader | null,
    placeholders: readonly Placeholder[],
    highest: number,
  ): { readonly sql: SqlText; readonly numbers: ReadonlyMap<string, number> } {
    const builder = new TextBuilder(this.file, this.text, this.lines, cut.start);
    const numbers = new Map<string, number>();
    const numberOf = (name: string): string => {
      const number = numbers.get(name) ?? highest + numbers.size + 1;
      numbers.set(name, number);
      return `$${number}`;
    };
    for (const placeholder of placeholders) {
      const { from, to } = placeholder;
      if (placeholder.kind === 'columns') builder.replace(from, to, `${placeholder.table}.*`);
      else if (placeholder.kind === 'fragment') builder.replace(from, to, '…');
      else {
        const expansion = header?.expansions.get(placeholder.name)?.text ?? `:${placeholder.name}`;
        builder.replace(
          from,
          to,
          expansion.replaceAll(/:([\w$.\u0080-\uffff]+)/g, (_, name: string) => numberOf(name)),
        );
      }
    }
    return { sql: builder.build(cut.end), numbers };
  }

  private unreadable(cut: CutFile): FileFindings['unreadable'] {
    const [command] = cut.commands;
    const commands = [...new Set(cut.commands.map(({ name }) => name))].slice(0, 5).join(', ');
    const at = (offset: number) => ({ file: this.file, ...new LineCounter(this.text).at(offset) });
    return [
      ...(command ? [{ location: at(command.offset), reason: `commands of psql are not followed: ${commands}` }] : []),
      ...(cut.open
        ? [
            {
              location: at(cut.open.offset),
              reason: `the ${cut.open.what} that begins here never ends; what follows is unread`,
            },
          ]
        : []),
    ];
  }

  private notes(pieces: readonly Piece[]): readonly string[] {
    const left = pieces.filter(
      (piece) => statementKind(piece.cut.words) === 'definition' && !this.isQuery(piece, pieces),
    );
    if (left.length === 0) return [];
    const words = [...new Set(left.map(({ cut }) => cut.words[0]))].join(', ');
    const count = left.length === 1 ? 'one statement that defines' : `${left.length} statements that define`;
    return [
      `${this.file}: ${count} the schema (${words}) is left out`.replace(/(statements .*) is left/, '$1 are left'),
    ];
  }
}

/** A file in which at least every other statement defines something sets a database up; its other statements fill it. */
function setupByContent(pieces: readonly Piece[]): string | null {
  const kinds = pieces.map(({ cut }) => statementKind(cut.words)).filter((kind) => kind !== 'session');
  const definitions = kinds.filter((kind) => kind === 'definition').length;
  return definitions > 0 && definitions * 2 >= kinds.length ? 'schema' : null;
}

function placeOf({ file, line, column }: Place): FileQuery['place'] {
  return { file, line, column };
}

function isTemporaryTable({ words }: CutStatement): boolean {
  return words[0] === 'CREATE' && statementKind(words) === 'query';
}

function blindReason(placeholders: readonly Placeholder[], values: number): Pick<Blind, 'reason' | 'detail'> | null {
  if (values > MAX_PARAMETERS) {
    return { reason: 'too large', detail: `it has ${values} parameters, and PostgreSQL takes ${MAX_PARAMETERS}` };
  }
  const fragment = placeholders.find((placeholder) => placeholder.kind === 'fragment');
  if (fragment === undefined) return null;
  const { reason, name } = fragment;
  if (reason === 'other dialect') return { reason, detail: 'names in backquotes are not PostgreSQL' };
  const what = /^\{/.test(name) ? `a template (\`${name}\`)` : `\`${name}\``;
  return { reason, detail: `a piece of its text comes from ${what}, which is filled in when it is sent` };
}
