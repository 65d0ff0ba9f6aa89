import type {
  AnalysedStatement,
  ConsumerScan,
  ConsumerUse,
  Finding,
  Statement,
  StatementAnalysis,
} from '@rowpact/model';
import type { RegisteredContract } from '@rowpact/registry';
import type { RelationUse } from '@rowpact/registry/use';

/** What was found out about one consumer of one producer. */
export interface FoundUse {
  readonly entry: RegisteredContract;
  readonly analysed: AnalysedConsumer;
  readonly use: ConsumerUse;
  /** What its contract has to say. */
  readonly relations: readonly RelationUse[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** A consumer's source as it was scanned. */
export interface ScannedConsumer {
  readonly entry: RegisteredContract;
  /** Absolute. */
  readonly folder: string;
  readonly scan: ConsumerScan;
}

/** A consumer with PostgreSQL's verdict on all that was found in it. */
export interface AnalysedConsumer {
  readonly scanned: ScannedConsumer;
  /** One per statement of the scan, in its order. */
  readonly analyses: readonly StatementAnalysis[];
  /** One per blind and attempt. */
  readonly attempts: readonly (readonly StatementAnalysis[])[];
}

/** A statement whose rows hold columns that it does not name. */
export interface WildcardStatement {
  readonly statement: Statement;
  readonly analysis: AnalysedStatement;
}
