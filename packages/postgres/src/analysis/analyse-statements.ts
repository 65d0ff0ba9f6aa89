import type { StatementAnalysis } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { inCatalogTransaction } from '../catalog/catalog-transaction.js';
import { findArbiters } from './arbiter-indexes.js';
import { askStatements, noteMentions, type Asked } from './ask-statements.js';
import { assembleStatements } from './assemble-statements.js';
import { withSearchPath, withTrees } from './sessions.js';
import type { AnalysisOptions, StatementToAnalyse } from './statement-to-analyse.js';
import { partsOf, type StatementPart } from './statement-parts.js';
import { askSequence, mayCreateTemporary } from './temporary-tables.js';
import { tryDrops } from './try-drops.js';

/**
 * What PostgreSQL says of each statement, in the order given. Nothing of them runs but what creates temporary tables, and that is
 * rolled back; the database is left as it was. Triggers and row security are not followed: they run beside a statement, not for
 * it. Relations of pg_catalog and information_schema, and temporary ones, are nothing of a producer's and are left out.
 */
export async function analyseStatements(
  database: EmbeddedDatabase,
  statements: readonly StatementToAnalyse[],
  options: AnalysisOptions = {},
): Promise<readonly StatementAnalysis[]> {
  const parts = partsOf(statements);
  const asked = new Map<StatementPart, Asked>();
  await withTrees(database, async () => {
    for (const [path, group] of bySearchPath(statements, parts)) {
      options.signal?.throwIfAborted();
      await withSearchPath(database, path, () => askGroup(database, statements, group, asked));
    }
  });
  return inCatalogTransaction(database.query, {}, () => assembleStatements(database.query, statements, parts, asked));
}

async function askGroup(
  database: EmbeddedDatabase,
  statements: readonly StatementToAnalyse[],
  parts: readonly StatementPart[],
  asked: Map<StatementPart, Asked>,
): Promise<void> {
  const { plain, sequences } = sortOut(statements, parts);
  const put = (group: readonly StatementPart[], answers: readonly Asked[]): void => {
    group.forEach((part, at) => {
      const answer = answers[at];
      if (answer) asked.set(part, answer);
    });
  };
  const answers = await askStatements(database, plain);
  await tryDrops(database, answers);
  await findArbiters(database, answers);
  put(plain, await noteMentions(database, plain, answers));
  for (const sequence of sequences) put(sequence, await askSequence(database, sequence));
}

/** Which statements stand for themselves, and which must be asked about in order. */
export function sortOut(
  statements: readonly StatementToAnalyse[],
  parts: readonly StatementPart[],
): { readonly plain: readonly StatementPart[]; readonly sequences: readonly (readonly StatementPart[])[] } {
  const runs = new Map<string, StatementPart[]>();
  for (const part of parts) {
    const sequence = statements[part.statement]?.sequence;
    const key = sequence === undefined ? `statement ${part.statement}` : `sequence ${sequence}`;
    const run = runs.get(key);
    if (run) run.push(part);
    else runs.set(key, [part]);
  }
  const sequences = [...runs.values()].filter(
    (run) => run.length > 1 && run.some((part) => mayCreateTemporary(part.text)),
  );
  const ordered = new Set(sequences.flat());
  return { plain: parts.filter((part) => !ordered.has(part)), sequences };
}

function bySearchPath(
  statements: readonly StatementToAnalyse[],
  parts: readonly StatementPart[],
): readonly (readonly [path: readonly string[], parts: readonly StatementPart[]])[] {
  const groups = new Map<string, [readonly string[], StatementPart[]]>();
  for (const part of parts) {
    const path = statements[part.statement]?.searchPath ?? [];
    const key = JSON.stringify(path);
    const group = groups.get(key);
    if (group) group[1].push(part);
    else groups.set(key, [path, [part]]);
  }
  return [...groups.values()];
}
