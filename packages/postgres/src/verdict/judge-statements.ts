import {
  byCodeUnit,
  type ColumnWrite,
  type RefusedStatement,
  type StatementAnalysis,
  type StatementVerdict,
} from '@rowpact/model';
import { analyseStatements } from '../analysis/analyse-statements.js';
import { partsOf, type StatementPart } from '../analysis/statement-parts.js';
import { tokensOf } from '../analysis/tokens.js';
import { inCatalogTransaction } from '../catalog/catalog-transaction.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { lookCloser, readObstacles } from './closer-look.js';
import { sortWrites, unseenWrites } from './column-writes.js';
import type { JudgedPart } from './judged-part.js';
import { groupParts, planGroup } from './plan-parts.js';
import { inPlanning } from './plan-statements.js';
import { readPartWrites } from './read-part-writes.js';
import { viewOf, type RoleView } from './search-path.js';
import { checkSequences } from './sequence-rights.js';
import type { JudgeOptions, StatementToJudge } from './statement-to-judge.js';

/**
 * What PostgreSQL says of each statement to its plan, in the order given: as its analyser, its planner and the start of its executor
 * see it, as the role that sends it. Nothing of them runs; the database is left as it was. A statement that the engine is too
 * small for, and one that is no query, has no plan to be refused.
 */
export async function judgeStatements(
  database: EmbeddedDatabase,
  statements: readonly StatementToJudge[],
  options: JudgeOptions = {},
): Promise<readonly StatementVerdict[]> {
  const views = await viewsOf(database, statements);
  const seen = statements.map((statement, at) => ({ ...statement, searchPath: views[at]?.searchPath ?? [] }));
  const analyses = await analyseStatements(database, seen, options);
  const all = partsOf(seen);
  const parts = judgedParts(all, analyses, views);
  await inPlanning(database, async () => {
    const obstacles = await readObstacles(database);
    for (const group of groupParts(parts)) {
      options.signal?.throwIfAborted();
      await planGroup(database, seen, all, group);
      await lookCloser(database, group, obstacles);
    }
  });
  const writes = await inCatalogTransaction(database.query, {}, () => readWrites(database, parts));
  const byStatement = groupByStatement(parts, statements.length);
  return byStatement.map((own, at) =>
    verdictOf(
      analyses[at],
      own,
      own.flatMap((part) => writes.get(part) ?? []),
      views[at]?.isMissing ?? false,
    ),
  );
}

async function readWrites(
  { query }: EmbeddedDatabase,
  parts: readonly JudgedPart[],
): Promise<ReadonlyMap<JudgedPart, readonly ColumnWrite[]>> {
  const writes = await readPartWrites(query, parts);
  await checkSequences(query, parts, writes);
  return new Map(parts.map((part, at) => [part, part.refusal === null ? (writes[at] ?? []) : []]));
}

function groupByStatement(parts: readonly JudgedPart[], statements: number): readonly (readonly JudgedPart[])[] {
  const groups = Array.from({ length: statements }, (): JudgedPart[] => []);
  for (const part of parts) groups[part.part.statement]?.push(part);
  return groups;
}

async function viewsOf(
  database: EmbeddedDatabase,
  statements: readonly StatementToJudge[],
): Promise<readonly RoleView[]> {
  const known = new Map<string, RoleView>();
  const views: RoleView[] = [];
  for (const { role, searchPath = [] } of statements) {
    const key = JSON.stringify([role, searchPath]);
    const view = known.get(key) ?? (await viewOf(database, role, searchPath));
    known.set(key, view);
    views.push(view);
  }
  return views;
}

function judgedParts(
  all: readonly StatementPart[],
  analyses: readonly StatementAnalysis[],
  views: readonly RoleView[],
): readonly JudgedPart[] {
  return all.flatMap((part) => {
    const analysis = analyses[part.statement];
    const view = views[part.statement];
    if (analysis?.kind !== 'analysed' || analysis.command === 'utility' || !view || !isQuery(part.text)) return [];
    return [{ part, analysis, view, refusal: null, tree: null }];
  });
}

const FIRST_WORDS: ReadonlySet<string> = new Set([
  ...['select', 'insert', 'update', 'delete', 'merge', 'with', 'values', 'table'],
]);

/** Whether a command is one that has a plan. */
function isQuery(text: string): boolean {
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind !== 'open') return FIRST_WORDS.has(text.slice(start, end).toLowerCase());
  }
  return false;
}

function verdictOf(
  analysis: StatementAnalysis | undefined,
  parts: readonly JudgedPart[],
  writes: readonly ColumnWrite[],
  roleMissing: boolean,
): StatementVerdict {
  if (!analysis) throw new TypeError('a statement without an analysis');
  const refused = parts.find(({ refusal }) => refusal !== null);
  return {
    analysis,
    plan: refused ? planOf(refused) : null,
    writes: refused ? [] : writesIn(analysis, parts, writes),
    ...(roleMissing ? { roleMissing: true } : {}),
  };
}

function planOf({ refusal, part, analysis }: JudgedPart): RefusedStatement | null {
  if (!refusal) return null;
  const mentions = [...new Set(analysis.relations.map(({ relation }) => relation))].sort(byCodeUnit);
  return { ...refusal, offset: refusal.offset === null ? null : refusal.offset + part.offset, mentions };
}

/** COPY has no plan, but writes. */
function writesIn(
  analysis: StatementAnalysis,
  parts: readonly JudgedPart[],
  writes: readonly ColumnWrite[],
): readonly ColumnWrite[] {
  if (analysis.kind === 'refused') return [];
  if (analysis.command === 'utility') return sortWrites(unseenWrites(analysis));
  return parts.length > 1 ? sortWrites(writes) : writes;
}
