import { quoteLiteral, splitName, type RefusedStatement, type RelationAccess } from '@rowpact/model';
import type { RefusedAnswer } from '../../analysis/answer.js';
import { analyseStatements } from '../../analysis/analyse-statements.js';
import { exchange } from '../../analysis/exchange.js';
import { refusalOf } from '../../analysis/refusal-of.js';
import { partsOf, type StatementPart } from '../../analysis/statement-parts.js';
import { mayCreateTemporary, withTemporaryTables } from '../../analysis/temporary-tables.js';
import { queryMessage } from '../../analysis/wire-messages.js';
import type { EmbeddedDatabase } from '../../engine/embedded-database.js';
import { BodyScope } from './body-scope.js';
import { BodyUses } from './body-uses.js';
import { literalText } from './literal-text.js';
import { readPlpgsqlBody, type PlpgsqlBody } from './plpgsql-body.js';
import type { Routine } from './read-routines.js';

/** What is found in one body, on the way to its verdict. */
export interface BodyFindings {
  readonly uses: BodyUses;
  readonly refusals: RefusedStatement[];
  readonly unseen: string[];
  /** What statements that are no queries do with relations. */
  readonly accesses: RelationAccess[];
  /** Statements that are no queries, and constant texts that are run: to be analysed by themselves. */
  readonly utilities: string[];
}

interface Piece {
  readonly text: string;
  /** Where it begins in the body; null where nobody knows. */
  readonly offset: number | null;
}

/** Looks into one body, in a transaction that is rolled back. */
export async function judgeBody(database: EmbeddedDatabase, routine: Routine): Promise<BodyFindings> {
  const found: BodyFindings = { uses: new BodyUses(), refusals: [], unseen: [], accesses: [], utilities: [] };
  if (routine.language !== 'sql' && routine.language !== 'plpgsql') {
    found.unseen.push(`language ${routine.language}`);
    return found;
  }
  if (
    routine.parameters.some(({ type, isInput }) => isInput && /^(?:"any"|any\w+|record|cstring|internal)$/.test(type))
  ) {
    found.unseen.push('parameters of any type');
    return found;
  }
  const body = routine.language === 'plpgsql' ? await readBody(routine, found) : null;
  const pieces = body ? body.pieces.map(({ text }) => ({ text, offset: null })) : piecesOfSql(routine, found);
  await database.exec('BEGIN');
  try {
    if (routine.searchPath !== null)
      await database.exec(`SELECT pg_catalog.set_config('search_path', ${quoteLiteral(routine.searchPath)}, true)`);
    await withTables(database, pieces, async () => {
      await judgePieces(database, routine, body, pieces, found);
      await validate(database, routine, found);
    });
  } finally {
    await database.exec('ROLLBACK');
  }
  return found;
}

async function readBody(routine: Routine, found: BodyFindings): Promise<PlpgsqlBody | null> {
  try {
    const body = await readPlpgsqlBody(routine.definition);
    for (const text of body.dynamic) {
      const literal = literalText(text);
      if (literal === null) found.unseen.push(`EXECUTE ${short(text)}`);
      else found.utilities.push(literal);
    }
    return body;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    found.unseen.push(`a body that cannot be read: ${error.message}`);
    return null;
  }
}

function piecesOfSql({ language, body }: Routine, found: BodyFindings): readonly Piece[] {
  // A PL/pgSQL body that could not be read.
  if (language !== 'sql' || found.unseen.length > 0) return [];
  return partsOf([{ text: body }]).filter(({ text }) => text.trim() !== '');
}

async function withTables(
  database: EmbeddedDatabase,
  pieces: readonly Piece[],
  work: () => Promise<void>,
): Promise<void> {
  const creating = pieces.filter(({ text }) => mayCreateTemporary(text));
  if (creating.length === 0) return work();
  const parts = creating.map(({ text }): StatementPart => ({ statement: 0, text, offset: 0 }));
  await database.exec('SET LOCAL client_min_messages = log; SET LOCAL log_min_messages = panic');
  await database.exec('SET LOCAL debug_pretty_print = off; SET LOCAL debug_print_parse = on');
  await withTemporaryTables(database, parts, async () => {
    await database.exec('SET LOCAL debug_print_parse = off');
    await work();
  });
}

async function judgePieces(
  database: EmbeddedDatabase,
  routine: Routine,
  body: PlpgsqlBody | null,
  pieces: readonly Piece[],
  found: BodyFindings,
): Promise<void> {
  const refuse = (refusal: RefusedAnswer): void => void found.refusals.push({ ...refusal, offset: null, mentions: [] });
  const scope = await BodyScope.of(database, routine, body, refuse);
  for (const piece of pieces) {
    const isOfRow = routine.isTrigger && BodyScope.namesRows(piece.text);
    for (const row of isOfRow && routine.tables.length > 0 ? routine.tables : [null])
      await judgePiece(scope, piece, row, body, found);
  }
}

async function judgePiece(
  scope: BodyScope,
  { text, offset }: Piece,
  row: string | null,
  body: PlpgsqlBody | null,
  found: BodyFindings,
): Promise<void> {
  const { answers, unknown } = await scope.ask(text, row);
  const trees = answers.flatMap((answer) => (answer.kind === 'tree' ? [answer.tree] : []));
  for (const tree of trees) found.uses.take(tree);
  if (trees.length > 0) return;
  const refusal = answers.flatMap((answer) => (answer.kind === 'refused' ? [answer.refusal] : []))[0];
  if (!refusal) found.unseen.push(`a statement that is too deep: ${short(text)}`);
  else if (refusal.sqlstate === NOT_SUPPORTED && /SQL function body/.test(refusal.message)) found.utilities.push(text);
  else if (unknown.length > 0) found.unseen.push(`what ${unknown.join(', ')} holds in ${short(text)}`);
  else if (body && isOfLabel(refusal, body)) found.unseen.push(short(text));
  else {
    const at = refusal.offset === null || offset === null ? null : refusal.offset + offset;
    found.refusals.push({ ...(missingField(refusal, text) ?? refusal), offset: at, mentions: [] });
  }
}

/** A function's parameter without the field is taken for a table that is not there; PL/pgSQL says what it is. */
function missingField(refusal: RefusedAnswer, text: string): RefusedAnswer | null {
  if (refusal.sqlstate !== UNDEFINED_TABLE || refusal.offset === null || !/missing FROM-clause/.test(refusal.message))
    return null;
  const [record, field] =
    splitName(/^(?:[\w$]+|"[^"]+")\s*\.\s*(?:[\w$]+|"[^"]+")/.exec(text.slice(refusal.offset))?.[0] ?? '') ?? [];
  if (record === undefined || field === undefined) return null;
  return { ...refusal, sqlstate: UNDEFINED_COLUMN, message: `record "${record}" has no field "${field}"`, hint: null };
}

const NOT_SUPPORTED = '0A000';
const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';

/** A variable can be called by the label of its block, which no function's parameter can. */
function isOfLabel({ sqlstate, message }: RefusedAnswer, { labels }: PlpgsqlBody): boolean {
  return sqlstate === UNDEFINED_TABLE && [...labels].some((label) => message.includes(`"${label}"`));
}

/** What PostgreSQL itself says when the routine is created: its result among it, and the types it declares. */
async function validate(database: EmbeddedDatabase, { definition }: Routine, found: BodyFindings): Promise<void> {
  const settings = 'SAVEPOINT rowpact_validate; SET LOCAL check_function_bodies = on';
  const replies = await exchange(database, [queryMessage(settings), queryMessage(definition)]);
  await database.exec('ROLLBACK TO SAVEPOINT rowpact_validate');
  const error = replies.find(({ kind }) => kind === 'E');
  if (error) found.refusals.push({ ...refusalOf(definition, error, null), mentions: [] });
}

/** Analyses what is no query by itself. Variables are not known there: what seems to miss one was not seen. */
export async function addUtilities(
  database: EmbeddedDatabase,
  found: BodyFindings,
  searchPath: readonly string[],
): Promise<void> {
  if (found.utilities.length === 0) return;
  const statements = found.utilities.map((text) => ({ text, searchPath, sequence: 'body' }));
  const analyses = await analyseStatements(database, statements);
  analyses.forEach((analysis, at) => {
    const text = short(found.utilities[at] ?? '');
    if (analysis.kind === 'analysed') {
      found.accesses.push(...analysis.relations.filter(({ through }) => through.length === 0));
      found.unseen.push(...(analysis.unseen ?? []));
    } else if (analysis.sqlstate === UNDEFINED_COLUMN) {
      found.unseen.push(text);
    } else {
      found.refusals.push({ ...analysis, offset: null });
    }
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
