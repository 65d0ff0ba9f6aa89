import type { ByteStore, StatementVerdict } from '@rowpact/model';
import { askOnce } from '../analysis/ask-once.js';
import type { EmbeddedDatabase } from '../engine/embedded-database.js';
import { judgeStatements } from './judge-statements.js';
import type { JudgeOptions, StatementToJudge } from './statement-to-judge.js';

export interface CachedJudgement extends JudgeOptions {
  /**
   * Names the state that the statements are judged against: equal for equal states, different for different ones. Roles, rights, stored
   * settings, indexes and whether materialised views have data are part of it.
   */
  readonly schemaKey: string;
  readonly statements: readonly StatementToJudge[];
  /** Null to ask about everything anew, and keep nothing. */
  readonly store: ByteStore | null;
  /** Starts a database that has the state: called only where something is new, and closed here. */
  readonly openDatabase: () => Promise<EmbeddedDatabase>;
}

/** As `judgeStatements`, but every statement is asked about once for a state and role; with nothing new no engine starts. */
export async function judgeCached(options: CachedJudgement): Promise<readonly StatementVerdict[]> {
  const { statements, store, schemaKey } = options;
  return askOnce<StatementToJudge, StatementVerdict>({
    kind: 'verdict',
    schemaKey,
    statements,
    store,
    nameOf: ({ role }) => (role === null ? '' : `as ${JSON.stringify(role)}`),
    ask: (asked) => askAll(asked, options),
    offsetsOf: ({ analysis, plan }) => [analysis.kind === 'refused' ? analysis.offset : null, plan?.offset ?? null],
    withOffsets: ({ analysis, plan, ...rest }, [analysed = null, planned = null]) => ({
      ...rest,
      analysis: analysis.kind === 'refused' ? { ...analysis, offset: analysed } : analysis,
      plan: plan && { ...plan, offset: planned },
    }),
  });
}

async function askAll(
  statements: readonly StatementToJudge[],
  { openDatabase, signal }: CachedJudgement,
): Promise<readonly StatementVerdict[]> {
  const database = await openDatabase();
  try {
    return await judgeStatements(database, statements, signal ? { signal } : {});
  } finally {
    await database.close();
  }
}
