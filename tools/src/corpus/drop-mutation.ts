import { quoteIdentifier, relationId, type StatementAnalysis } from '@rowpact/model';
import { analyseStatements, type EmbeddedDatabase } from '@rowpact/postgres';
import type { CorpusStatement } from './corpus-statement.js';
import { readingOf, verdictOf, type Verdict } from './verdict.js';

/** What dropping every column showed about the columns that the analysis lists. */
export interface DropResult {
  readonly statements: number;
  /** Statements that PostgreSQL refuses as they are; nothing can be learnt from them. */
  readonly refused: readonly string[];
  readonly columns: number;
  /** Columns that PostgreSQL drops for nobody (a partition's key, an inherited one). */
  readonly undroppable: readonly string[];
  /** Pairs of a statement and a column whose drop broke or changed it. */
  readonly hurt: number;
  /** Such pairs that were not listed. */
  readonly missed: readonly string[];
  /** Pairs that were listed though nothing changed, by the rule that says why they are. */
  readonly byRule: Readonly<Record<Rule, readonly string[]>>;
  /** Pairs that were listed though nothing changed, and no rule says why. */
  readonly false: readonly string[];
}

/** Why a column is listed though PostgreSQL answers the same columns without it. */
export const RULES = {
  'joined by name': 'NATURAL JOIN compares the columns of the same name, and joins by fewer without it',
  'row as one value': 'a row goes on as one value, which has the column in it',
  'written by position': 'an INSERT that names no columns writes others, or fewer',
  'means something else': 'PostgreSQL takes the text for something else: a name or a position finds another column',
} as const;

export type Rule = keyof typeof RULES;

/** Answers one analysis per statement. */
export type Analyse = (
  database: EmbeddedDatabase,
  statements: readonly CorpusStatement[],
) => Promise<readonly StatementAnalysis[]>;

/**
 * Drops each column of each table in turn and asks again about each statement.
 * @param analyse - what is judged.
 */
export async function mutate(
  database: EmbeddedDatabase,
  statements: readonly CorpusStatement[],
  analyse: Analyse = analyseStatements,
): Promise<DropResult> {
  const analyses = await analyse(database, statements);
  const baseline: Verdict[] = [];
  for (const { text } of statements) baseline.push(await verdictOf(database, text));
  const subjects = statements.flatMap((statement, at): Subject[] => {
    const analysis = analyses[at];
    const verdict = baseline[at];
    return analysis?.kind === 'analysed' && verdict && !verdict.error ? [{ statement, analysis, verdict }] : [];
  });
  const tally = new Tally();
  await database.exec('BEGIN');
  const columns = await columnsOf(database);
  for (const column of columns) await tryColumn(database, column, subjects, tally);
  await database.exec('ROLLBACK');
  const taken = new Set(subjects.map(({ statement }) => statement));
  return {
    statements: statements.length,
    refused: statements.filter((statement) => !taken.has(statement)).map(({ name }) => name),
    columns: columns.length,
    undroppable: tally.undroppable,
    hurt: tally.hurt,
    missed: tally.missed,
    byRule: tally.byRule,
    false: tally.false,
  };
}

interface Subject {
  readonly statement: CorpusStatement;
  readonly analysis: Extract<StatementAnalysis, { kind: 'analysed' }>;
  readonly verdict: Verdict;
}

class Tally {
  readonly undroppable: string[] = [];
  hurt = 0;
  readonly missed: string[] = [];
  readonly byRule: Record<Rule, string[]> = {
    'joined by name': [],
    'row as one value': [],
    'written by position': [],
    'means something else': [],
  };
  readonly false: string[] = [];
}

interface TableColumn {
  readonly relation: string;
  readonly column: string;
  readonly table: string;
}

async function columnsOf(database: EmbeddedDatabase): Promise<readonly TableColumn[]> {
  const rows = await database.query(`
    SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum`);
  return rows.map((row) => {
    const [schema, name, column] = [String(row['schema']), String(row['name']), String(row['column'])];
    return {
      relation: relationId(schema, name),
      column,
      table: `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
    };
  });
}

async function tryColumn(
  database: EmbeddedDatabase,
  column: TableColumn,
  subjects: readonly Subject[],
  tally: Tally,
): Promise<void> {
  const label = `${column.relation.replace(/^public\./, '')}.${column.column}`;
  const before = new Map<Subject, string | null>();
  for (const subject of subjects)
    if (lists(subject, column)) before.set(subject, await readingOf(database, subject.statement.text));
  await database.exec('SAVEPOINT mutation');
  const isDropped = await database
    .exec(`ALTER TABLE ${column.table} DROP COLUMN ${quoteIdentifier(column.column)} CASCADE`)
    .then(
      () => true,
      () => false,
    );
  if (!isDropped) tally.undroppable.push(label);
  else
    for (const subject of subjects) await compare(database, subject, column, label, before.get(subject) ?? null, tally);
  await database.exec('ROLLBACK TO SAVEPOINT mutation');
}

async function compare(
  database: EmbeddedDatabase,
  subject: Subject,
  column: TableColumn,
  label: string,
  reading: string | null,
  tally: Tally,
): Promise<void> {
  const { statement, verdict } = subject;
  const after = await verdictOf(database, statement.text);
  const isListed = lists(subject, column);
  const pair = `${statement.name}: ${label}`;
  if (after.error !== verdict.error || after.columns !== verdict.columns) {
    tally.hurt += 1;
    if (!isListed) tally.missed.push(`${pair} (${after.error ?? 'other columns'})`);
  } else if (isListed) {
    const rule = await ruleOf(database, subject, column, reading);
    if (rule) tally.byRule[rule].push(pair);
    else tally.false.push(pair);
  }
}

function lists({ analysis }: Subject, { relation, column }: TableColumn): boolean {
  return analysis.relations
    .filter((access) => access.relation === relation)
    .some(({ read, exposed, needs, insert, update }) =>
      [read, exposed, needs, insert, update].some((columns) => columns.includes(column)),
    );
}

async function ruleOf(
  database: EmbeddedDatabase,
  { statement, analysis }: Subject,
  { relation, column }: TableColumn,
  reading: string | null,
): Promise<Rule | null> {
  const accesses = analysis.relations.filter((access) => access.relation === relation);
  const isExposed = accesses.some(({ exposed }) => exposed.includes(column));
  if (isExposed && accesses.some(({ wholeRow }) => wholeRow)) return 'row as one value';
  const now = await readingOf(database, statement.text);
  if (reading === null || now === null) return null;
  // PostgreSQL prints a row that is one value as `s.*` or `ROW(…)`.
  if (isExposed && /\.\*|\bROW\(/.test(reading)) return 'row as one value';
  if (targetsIn(reading) !== targetsIn(now)) return 'written by position';
  if (/\bnatural\b/i.test(statement.text) && !reading.includes('.*')) return 'joined by name';
  return without(column, now) === without(column, reading) ? null : 'means something else';
}

/** The columns that the INSERTs in a reading write. */
function targetsIn(reading: string): string {
  return [...reading.matchAll(/INSERT INTO \S+ (?:AS \S+ )?\([^)]*\)/g)].map(([target]) => target).join('\n');
}

/** A reading without every mention of a column: what a star was spread into differs by no more than that. */
function without(column: string, reading: string): string {
  const name = column.replace(/[^\w]/g, '\\$&');
  return reading
    .replace(new RegExp(`(?:\\b\\w+\\.)?"?\\b${name}\\b"?(?:\\s+AS\\s+"?\\w+"?)?`, 'g'), '')
    .replace(/[\s,]+/g, '');
}
