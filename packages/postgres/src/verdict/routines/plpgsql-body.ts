import { tokensOf } from '../../analysis/tokens.js';

/** A statement or expression of a body. */
export interface BodyPiece {
  /** A whole SQL statement; an expression stands in a SELECT. */
  readonly text: string;
}

/** A variable as it is declared; several where a name is declared more than once, or a record is filled by several queries. */
export interface BodyVariable {
  readonly name: string;
  /** As it is written: `players.team_id%TYPE`; null for a record. */
  readonly type: string | null;
}

/** A query whose rows a record takes; null where nobody can know them. */
export interface RecordFiller {
  readonly record: string;
  readonly query: string | null;
}

export interface PlpgsqlBody {
  readonly pieces: readonly BodyPiece[];
  readonly variables: readonly BodyVariable[];
  readonly fillers: readonly RecordFiller[];
  /** Variables that take the type of what a CASE compares, and the query that answers it. */
  readonly compared: readonly RecordFiller[];
  readonly labels: ReadonlySet<string>;
  /** Other names of parameters, by what they are declared as. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Expressions whose value is run as SQL. */
  readonly dynamic: readonly string[];
}

/** Reads a PL/pgSQL routine's `CREATE` with PostgreSQL's own parser; throws what the parser says of a body that it cannot read. */
export async function readPlpgsqlBody(definition: string): Promise<PlpgsqlBody> {
  const { parsePlPgSQL } = await import('libpg-query');
  // The package types it as the tree of SQL; it is a list of functions.
  const parsed: unknown = await parsePlPgSQL(definition);
  const reader = new BodyReader();
  reader.read(parsed);
  return reader;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `RawParseMode` of an assignment, `a := 1`, and of an expression. */
const MODE = { statement: 0, expression: 2, assignment: 3 } as const;

class BodyReader implements PlpgsqlBody {
  readonly pieces: BodyPiece[] = [];
  readonly variables: BodyVariable[] = [];
  readonly fillers: RecordFiller[] = [];
  readonly compared: RecordFiller[] = [];
  readonly labels = new Set<string>();
  readonly aliases = new Map<string, string>();
  readonly dynamic: string[] = [];
  private datums: readonly unknown[] = [];

  read(value: unknown): void {
    if (Array.isArray(value)) {
      for (const entry of value as readonly unknown[]) this.read(entry);
    } else if (isFields(value)) {
      for (const [kind, inner] of Object.entries(value)) this.readNode(kind, inner);
    }
  }

  private readNode(kind: string, inner: unknown): void {
    // What a statement fills is no statement of its own: the same datum again.
    if (kind === 'target' || kind === 'var') return;
    if (!isFields(inner)) return this.read(inner);
    if (kind === 'PLpgSQL_expr') return this.takeExpression(inner);
    // Everything else refers to them by number.
    if (Array.isArray(inner['datums'])) this.datums = inner['datums'] as readonly unknown[];
    if (typeof inner['label'] === 'string') this.labels.add(inner['label']);
    if (kind === 'PLpgSQL_var' || kind === 'PLpgSQL_rec') this.declare(inner);
    if (kind === 'PLpgSQL_alias') this.takeAlias(inner);
    if (kind === 'PLpgSQL_stmt_case') this.takeCase(inner);
    this.fill(kind, inner);
    const dynamic = DYNAMIC.get(kind);
    const text = dynamic === undefined ? null : textIn(inner[dynamic]);
    if (text !== null) this.dynamic.push(text);
    this.read(inner);
  }

  private declare(fields: Fields): void {
    const name = fields['refname'];
    const datatype = fields['datatype'];
    const type = isFields(datatype) && isFields(datatype['PLpgSQL_type']) ? datatype['PLpgSQL_type']['typname'] : null;
    if (typeof name !== 'string') return;
    this.variables.push({
      name,
      type: typeof type === 'string' && !/^(?:pg_catalog\.)?record$/i.test(type) ? type : null,
    });
  }

  private fill(kind: string, fields: Fields): void {
    const varno = fields['varno'] ?? 0;
    const assigned = kind === 'PLpgSQL_stmt_assign' && typeof varno === 'number' ? this.datums[varno] : null;
    const target = assigned ?? fields['var'] ?? fields['target'];
    const record = isFields(target) && isFields(target['PLpgSQL_rec']) ? target['PLpgSQL_rec']['refname'] : null;
    if (typeof record !== 'string') return;
    const source = SOURCES.get(kind);
    const query = source === undefined ? this.cursorQuery(fields['curvar']) : textIn(fields[source]);
    this.fillers.push({ record, query });
  }

  private cursorQuery(variable: unknown): string | null {
    const datum = typeof variable === 'number' ? this.datums[variable] : null;
    const cursor = isFields(datum) ? datum['PLpgSQL_var'] : null;
    return isFields(cursor) ? textIn(cursor['cursor_explicit_expr']) : null;
  }

  private takeCase(fields: Fields): void {
    const declared = typeof fields['t_varno'] === 'number' ? nameOf(this.datums[fields['t_varno']]) : null;
    const query = textIn(fields['t_expr']);
    if (declared !== null && query !== null) this.compared.push({ record: declared, query: `SELECT ${query}` });
  }

  private takeAlias(fields: Fields): void {
    const { name, varno = 0 } = fields;
    const declared = typeof varno === 'number' ? nameOf(this.datums[varno]) : null;
    if (typeof name === 'string' && declared !== null) this.aliases.set(name, declared);
  }

  private takeExpression(fields: Fields): void {
    const { query, parseMode = MODE.statement } = fields;
    if (typeof query !== 'string' || typeof parseMode !== 'number') return;
    if (parseMode === MODE.statement) return void this.pieces.push({ text: query });
    if (parseMode < MODE.assignment) return void this.pieces.push({ text: `SELECT ${query}` });
    const at = assignmentIn(query);
    if (at === null) return;
    this.pieces.push({ text: `SELECT ${query.slice(0, at[0])}` });
    this.pieces.push({ text: `SELECT ${query.slice(at[1])}` });
  }
}

/** Where a statement has a query that is made at run time. */
const DYNAMIC: ReadonlyMap<string, string> = new Map([
  ['PLpgSQL_stmt_dynexecute', 'query'],
  ['PLpgSQL_stmt_dynfors', 'query'],
  ['PLpgSQL_stmt_return_query', 'dynquery'],
  ['PLpgSQL_stmt_open', 'dynquery'],
]);

/** Where a statement has the query whose row goes into a record. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['PLpgSQL_stmt_execsql', 'sqlstmt'],
  ['PLpgSQL_stmt_fors', 'query'],
]);

function nameOf(datum: unknown): string | null {
  if (!isFields(datum)) return null;
  const [fields] = Object.values(datum);
  return isFields(fields) && typeof fields['refname'] === 'string' ? fields['refname'] : null;
}

function textIn(expression: unknown): string | null {
  const fields = isFields(expression) ? expression['PLpgSQL_expr'] : null;
  return isFields(fields) && typeof fields['query'] === 'string' ? fields['query'] : null;
}

/** Where `:=` or `=` stands in an assignment, from and to. */
function assignmentIn(text: string): readonly [from: number, to: number] | null {
  let depth = 0;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    if (kind !== 'other') continue;
    for (let at = start; at < end; at += 1) {
      if (text[at] === '[') depth += 1;
      else if (text[at] === ']') depth -= 1;
      else if (depth === 0 && text[at] === '=') return [text[at - 1] === ':' ? at - 1 : at, at + 1];
    }
  }
  return null;
}
