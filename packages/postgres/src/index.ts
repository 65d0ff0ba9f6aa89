export { analyseCached, type CachedAnalysis } from './analysis/analyse-cached.js';
export { analyseStatements } from './analysis/analyse-statements.js';
export type { AnalysisOptions, StatementToAnalyse } from './analysis/statement-to-analyse.js';
export type { CatalogQuery } from './catalog/catalog-query.js';
export { introspect } from './catalog/introspect.js';
export { readLiveSnapshot } from './catalog/read-live-snapshot.js';
export {
  type Cache,
  type CacheDescription,
  type CacheOptions,
  clearCache,
  describeCache,
  openCache,
} from './engine/cache.js';
export { codeFingerprint } from './engine/code-fingerprint.js';
export { defaultCacheDirectory } from './engine/cache-directory.js';
export type { EmbeddedDatabase } from './engine/embedded-database.js';
export type { ReplayOptions, ReplayProgress } from './engine/replay-options.js';
export { openReplayed, replay, type ReplayResult } from './engine/replay.js';
export type { IgnoredFile, Migration, MigrationPlan } from './migrations/migration.js';
export { nextMigration, type NextMigration } from './migrations/next/next-migration.js';
export { readMigrations } from './migrations/read-migrations.js';
export { selectRevision } from './migrations/select-revision.js';
export { openFromSnapshot, type RestoredDatabase } from './restore/open-from-snapshot.js';
export type { RestoreOptions, RestoreProgress } from './restore/restore-options.js';
export { snapshotDdl, type SnapshotDdl } from './restore/snapshot-ddl.js';
export { readSchemaState } from './state/read-schema-state.js';
export { walkMigrations } from './state/walk-migrations.js';
export type { DataDeclared, DataWritten, Origins, Walk, WalkedMigration, WalkOptions } from './state/walk.js';
export { answerConstants, type AnsweredConstant } from './verdict/answer-constants.js';
export { judgeCached, type CachedJudgement } from './verdict/judge-cached.js';
export { judgeRoutines } from './verdict/routines/judge-routines.js';
export { judgeStatements } from './verdict/judge-statements.js';
export type { JudgeOptions, StatementToJudge } from './verdict/statement-to-judge.js';
