import {
  type AnalysedStatement,
  byCodeUnit,
  type ConsumerUse,
  type Finding,
  type Location,
  type RecordedBlind,
  type RecordedStatement,
  type RelationId,
  type RowUse,
  type Snapshot,
  type Statement,
  type StatementAnalysis,
  type TableDeclaration,
} from '@rowpact/model';
import { isAboutForeign } from './foreign.js';
import type { AnalysedConsumer, FoundUse } from './found-use.js';
import { relationUses } from './relation-use.js';
import { scanFindings } from './scan-findings.js';
import { placeKey } from './statement-results.js';

/** What the code makes of the rows: where it reads them, and the types that it gives them. */
export interface FollowedUse {
  readonly uses: readonly RowUse[];
  readonly notes: readonly string[];
  readonly typed: readonly TableDeclaration[];
  /** Relations that the consumer uses of other producers. */
  readonly elsewhere: ReadonlySet<RelationId>;
}

/** Puts a consumer's record together from what the parts found, and what of it a person must act on. */
export function assembleUse(
  consumer: AnalysedConsumer,
  { uses: rows, notes, typed, elsewhere }: FollowedUse,
  snapshot: Snapshot,
): FoundUse {
  const { entry, scan } = consumer.scanned;
  const { consumer: name, producer, scan: settings } = entry.contract;
  const usesAt = new Map(rows.map((use) => [placeKey(use.statement), use]));
  const answered = scan.statements.map((statement, index) => ({
    statement,
    answer: answerFor(consumer.analyses, index),
  }));
  const statements = answered
    .filter(({ answer }) => !isBeyondLimits(answer))
    .map(({ statement, answer }) => recorded(statement, answer, usesAt.get(placeKey(statement.place)) ?? null));
  const own = statements.filter(({ refused }) => refused === null || !isAboutForeign(refused, settings, elsewhere));
  const refused = own.filter((statement) => statement.refused !== null).length;
  const blinds = [
    ...scan.blinds.map((blind, index) => recordedBlind(blind, consumer.attempts[index] ?? [])),
    ...answered.flatMap(({ statement, answer }) => unseenIn(statement, answer)),
  ].sort(byPlace);
  const use: ConsumerUse = {
    consumer: name,
    producer,
    coverage: {
      files: scan.files,
      statements: scan.statements.length,
      analysed: own.length - refused,
      refused,
      foreign: statements.length - own.length,
      blind: blinds.length,
      unreadable: scan.unreadable.length,
    },
    statements: own,
    blinds,
    tables: [...scan.tables, ...typed].sort(byPlace),
    unreadable: scan.unreadable,
  };
  const findings: readonly Finding[] = scanFindings(use, entry.contract, snapshot);
  return {
    entry,
    analysed: consumer,
    use,
    relations: relationUses(use, snapshot, settings.searchPath),
    findings,
    notes: [...scan.notes, ...notes],
  };
}

function answerFor(analyses: readonly StatementAnalysis[], index: number): StatementAnalysis {
  const analysis = analyses[index];
  if (analysis === undefined) throw new TypeError(`no verdict for statement ${index}`);
  return analysis;
}

function recorded(statement: Statement, analysis: StatementAnalysis, rows: RowUse | null): RecordedStatement {
  if (analysis.kind === 'refused') return { ...statement, access: [], refused: analysis, rows: null };
  return { ...statement, access: analysis.relations, refused: null, rows: rowsOf(statement, analysis, rows) };
}

/** Nobody followed the rows, or they hold a row as one value: then every column counts as used, and the place says so. */
function rowsOf(statement: Statement, analysis: AnalysedStatement, rows: RowUse | null): RecordedStatement['rows'] {
  if (!analysis.relations.some(({ exposed }) => exposed.length > 0)) return null;
  const { file, line, column } = statement.place;
  const here = { file, line, column };
  const asOneValue = analysis.relations.some(({ wholeRow }) => wholeRow);
  const byWildcard = analysis.columns.some(({ wildcard }) => wildcard);
  const escapes = [
    ...(rows?.escapes ?? []),
    ...(asOneValue ? [{ location: here, how: 'the statement takes the row as one value' }] : []),
    ...(byWildcard && rows === null ? [{ location: here, how: 'nobody could follow its rows' }] : []),
  ];
  return { reads: (rows?.reads ?? []).flatMap((read) => sourcesOf(read, analysis)), escapes };
}

/** A read names a column of the result; the record names the column of the relation behind it. */
function sourcesOf(read: RowUse['reads'][number], { columns }: AnalysedStatement): RowUse['reads'] {
  const sources = columns.flatMap(({ name, wildcard, source }) =>
    wildcard && source !== null && name === read.column ? [source.column] : [],
  );
  return [...new Set(sources)].map((column) => ({ ...read, column }));
}

/** SQLSTATE class 54: too deep or too long for the engine we ask, which says nothing of the producer's server. */
function isBeyondLimits(analysis: StatementAnalysis): boolean {
  return analysis.kind === 'refused' && analysis.sqlstate.startsWith('54');
}

/** PostgreSQL takes the statement, and what it then runs nobody can see; or nobody can ask about it. */
function unseenIn({ place, caller, text }: Statement, analysis: StatementAnalysis): readonly RecordedBlind[] {
  if (analysis.kind === 'refused') {
    if (!isBeyondLimits(analysis)) return [];
    return [{ place, caller, reason: 'too large', detail: analysis.message, text, known: null }];
  }
  if (analysis.unseen === undefined) return [];
  return analysis.unseen.map((detail) => ({
    ...{ place, caller, reason: 'code in the database' as const, detail, text },
    known: { text, access: analysis.relations },
  }));
}

interface Placed {
  readonly place: Required<Location>;
}

function byPlace({ place: left }: Placed, { place: right }: Placed): number {
  return byCodeUnit(left.file, right.file) || left.line - right.line || left.column - right.column;
}

function recordedBlind(
  { place, caller, reason, detail, text, attempts }: AnalysedConsumer['scanned']['scan']['blinds'][number],
  answers: readonly StatementAnalysis[],
): RecordedBlind {
  const taken = answers.findIndex(({ kind }) => kind === 'analysed');
  const answer = answers[taken];
  const known = answer?.kind === 'analysed' ? { text: attempts[taken]?.text ?? '', access: answer.relations } : null;
  return { place, caller, reason, detail, text, known };
}
