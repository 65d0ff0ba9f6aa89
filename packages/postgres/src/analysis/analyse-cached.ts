import type { ByteStore, StatementAnalysis } from '@rowpact/model';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { analyseStatements } from './analyse-statements.js';
import { askOnce } from './ask-once.js';
import type { AnalysisOptions, StatementToAnalyse } from './statement-to-analyse.js';

export interface CachedAnalysis extends AnalysisOptions {
  /** Names the schema that the statements are asked against: equal for equal schemas, different for different ones. */
  readonly schemaKey: string;
  readonly statements: readonly StatementToAnalyse[];
  /** Null to ask about everything anew, and keep nothing. */
  readonly store: ByteStore | null;
  /** Starts a database that has the schema: called only where something is new, and closed here. */
  readonly openDatabase: () => Promise<EmbeddedDatabase>;
}

/**
 * As `analyseStatements`, but every statement is asked about once for a schema and then remembered by its fingerprint.
 * With nothing new among the statements no engine starts.
 */
export async function analyseCached(options: CachedAnalysis): Promise<readonly StatementAnalysis[]> {
  const { statements, store, schemaKey } = options;
  return askOnce<StatementToAnalyse, StatementAnalysis>({
    kind: 'analysis',
    schemaKey,
    statements,
    store,
    nameOf: () => '',
    ask: (asked) => askAll(asked, options),
    offsetsOf: (analysis) => [analysis.kind === 'refused' ? analysis.offset : null],
    withOffsets: (analysis, [offset = null]) => (analysis.kind === 'refused' ? { ...analysis, offset } : analysis),
  });
}

async function askAll(
  statements: readonly StatementToAnalyse[],
  { openDatabase, signal }: CachedAnalysis,
): Promise<readonly StatementAnalysis[]> {
  const database = await openDatabase();
  try {
    return await analyseStatements(database, statements, signal ? { signal } : {});
  } finally {
    await database.close();
  }
}
