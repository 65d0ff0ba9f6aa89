import type {
  Change,
  ConstantVerdict,
  ConsumerUse,
  DriverName,
  RecordedStatement,
  RoutineVerdict,
  SchemaState,
  StatementVerdict,
} from '@rowpact/model';

/** Everything that is needed to say whom the changes of one producer break. */
export interface ImpactQuestion {
  readonly producer: string;
  readonly before: SchemaState;
  readonly after: SchemaState;
  readonly changes: readonly Change[];
  readonly consumers: readonly ConsumerInQuestion[];
  /** Bodies that PostgreSQL does not keep analysed, looked into before and after: only those that a change may touch. */
  readonly routines: { readonly before: readonly RoutineVerdict[]; readonly after: readonly RoutineVerdict[] };
  /** Answers to `constantQuestions`, by their key. */
  readonly constants: ReadonlyMap<string, ConstantVerdict>;
}

/** One consumer, or one deployed version of it. */
export interface ConsumerInQuestion {
  readonly name: string;
  /** Its folder from the registry's root on: places of its statements are below it. */
  readonly source: string;
  readonly role: string | null;
  readonly searchPath: readonly string[];
  /** Null where it takes no generated types: `pg`'s parsers are assumed. */
  readonly driver: DriverName | null;
  /** Whether its types are generated from the producer's schema: then its type-check sees what becomes nullable or another type. */
  readonly typed: boolean;
  readonly deployed: { readonly sha: string; readonly environment: string } | null;
  readonly use: ConsumerUse;
  /** One per statement of `use`, in its order. */
  readonly statements: readonly StatementInQuestion[];
}

/** A statement, and PostgreSQL's verdict before and after; null where no change can touch it, so that nobody asked. */
export interface StatementInQuestion {
  readonly statement: RecordedStatement;
  readonly before: StatementVerdict | null;
  readonly after: StatementVerdict | null;
}
