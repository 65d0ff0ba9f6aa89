import {
  type AnalysedStatement,
  type Change,
  type ChangeOrigin,
  type Column,
  columnId,
  type ConsumerUse,
  DEFAULT_POLICY,
  fingerprintOf,
  type GatePolicy,
  type ImpactFinding,
  type RecordedStatement,
  type RefusedStatement,
  type Relation,
  type RelationAccess,
  type RelationId,
  relationId,
  type ResultColumn,
  type SchemaChange,
  type SchemaState,
  type StatementVerdict,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';
import { judgeImpact } from '../judge/judge-impact.js';
import type { ConsumerInQuestion, ImpactQuestion, StatementInQuestion } from '../question.js';

/** The id of a relation of the league's schema. */
export function league(name: string): RelationId {
  return relationId('public', name);
}

/** A type of PostgreSQL's own as a column has it: `int4` prints as `integer` where it is asked for. */
export function ofType(name: string, parts: Partial<TypeRef> = {}): TypeRef {
  return { display: name, id: `pg_catalog.${name}` as TypeId, kind: 'base', typmod: null, dimensions: 0, ...parts };
}

export function column(name: string, parts: Partial<Column> = {}): Column {
  return {
    name,
    type: ofType('int4', { display: 'integer' }),
    nullable: true,
    default: null,
    identity: null,
    generated: null,
    writable: true,
    comment: null,
    ...parts,
  };
}

export function relation(name: string, columns: readonly Column[], parts: Partial<Relation> = {}): Relation {
  return {
    id: league(name),
    schema: 'public',
    name,
    kind: 'table',
    comment: null,
    columns,
    partitionOf: null,
    partitionKey: null,
    inherits: [],
    primaryKey: null,
    uniques: [],
    foreignKeys: [],
    checks: [],
    exclusions: [],
    uniqueIndexes: [],
    definition: null,
    ...parts,
  };
}

export function state(
  relations: readonly Relation[] = [],
  parts: {
    readonly snapshot?: Partial<SchemaState['snapshot']>;
    readonly details?: Partial<SchemaState['details']>;
  } = {},
): SchemaState {
  return {
    snapshot: {
      schemas: [{ name: 'public', comment: null }],
      extensions: [],
      relations,
      enums: [],
      domains: [],
      composites: [],
      ranges: [],
      functions: [],
      ...parts.snapshot,
    },
    details: {
      schemas: [],
      relations: [],
      constraints: [],
      indexes: [],
      triggers: [],
      policies: [],
      rules: [],
      sequences: [],
      routines: [],
      types: [],
      others: [],
      roles: [],
      databaseSettings: {},
      publications: [],
      ...parts.details,
    },
  };
}

/** A change as migration 019 makes it. */
export function change<Made extends SchemaChange>(
  made: Made,
  statement = 'ALTER TABLE players …',
): Made & { readonly origin: ChangeOrigin } {
  return {
    ...made,
    origin: { migration: '019', location: { file: 'migrations/019.sql', line: 3, column: 1 }, statement },
  };
}

/** An access to a relation that does nothing but what is said. */
export function access(relationName: string, parts: Partial<RelationAccess> = {}): RelationAccess {
  return {
    relation: league(relationName),
    through: [],
    read: [],
    exposed: [],
    needs: [],
    insert: [],
    update: [],
    deletes: false,
    omitted: null,
    wildcard: false,
    wholeRow: false,
    arbiter: null,
    ...parts,
  };
}

/** A column of a result, handed on from `players.team_id` where it is written so. */
export function result(name: string, parts: Partial<ResultColumn> & { readonly of?: string } = {}): ResultColumn {
  const { of, ...rest } = parts;
  const [table, source] = of?.split('.') ?? [];
  return {
    name,
    type: ofType('int4', { display: 'integer' }),
    nullable: true,
    source: table === undefined || source === undefined ? null : { relation: league(table), column: source },
    wildcard: false,
    ...rest,
  };
}

/** PostgreSQL takes the statement. */
export function taken(
  relations: readonly RelationAccess[] = [],
  parts: Partial<AnalysedStatement> = {},
): StatementVerdict {
  return {
    analysis: {
      kind: 'analysed',
      command: 'select',
      parameters: [],
      columns: [],
      relations,
      functions: [],
      types: [],
      ...parts,
    },
    plan: null,
    writes: [],
  };
}

export function refusal(sqlstate: string, message: string, offset: number | null = null): RefusedStatement {
  return { kind: 'refused', sqlstate, message, detail: null, hint: null, offset, mentions: [] };
}

/** PostgreSQL refuses the statement at its analysis. */
export function refused(sqlstate: string, message: string, offset: number | null = null): StatementVerdict {
  return { analysis: refusal(sqlstate, message, offset), plan: null, writes: [] };
}

/** A statement at line 12 of src/players.ts, as it was recorded. */
export function recorded(text: string, parts: Partial<RecordedStatement> = {}): RecordedStatement {
  const place = { file: 'src/players.ts', line: 12, column: 20 };
  return {
    text,
    fingerprint: fingerprintOf(text),
    place: { ...place, within: 'load' },
    caller: 'pg',
    origins: [{ at: 0, ...place }],
    access: [],
    refused: null,
    rows: null,
    ...parts,
  };
}

/** A statement with PostgreSQL's verdicts; what was recorded of it is what it says before. */
export function asked(
  text: string,
  before: StatementVerdict,
  after: StatementVerdict,
  parts: Partial<RecordedStatement> = {},
): StatementInQuestion {
  const relations = before.analysis.kind === 'analysed' ? before.analysis.relations : [];
  return { statement: recorded(text, { access: relations, ...parts }), before, after };
}

export function consumer(
  statements: readonly StatementInQuestion[],
  parts: Partial<ConsumerInQuestion> & { readonly holds?: Partial<ConsumerUse> } = {},
): ConsumerInQuestion {
  const { holds, ...rest } = parts;
  const name = parts.name ?? 'westside-contracts';
  return {
    name,
    source: `consumers/${name}`,
    role: null,
    searchPath: [],
    driver: 'pg',
    typed: false,
    deployed: null,
    use: {
      consumer: name,
      producer: 'basketball-api',
      coverage: { files: 1, statements: 0, analysed: 0, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
      statements: statements.map(({ statement }) => statement),
      blinds: [],
      tables: [],
      unreadable: [],
      ...holds,
    },
    statements,
    ...rest,
  };
}

export function question(parts: Partial<ImpactQuestion>): ImpactQuestion {
  return {
    producer: 'basketball-api',
    before: state(),
    after: state(),
    changes: [],
    consumers: [],
    routines: { before: [], after: [] },
    constants: new Map(),
    ...parts,
  };
}

/** What the gate says of one statement under some changes. */
export function judge(
  changes: readonly Change[],
  statement: StatementInQuestion,
  parts: Partial<ImpactQuestion> & { readonly consumer?: Parameters<typeof consumer>[1] } = {},
  policy: GatePolicy = DEFAULT_POLICY,
): readonly ImpactFinding[] {
  const { consumer: about, ...rest } = parts;
  return judgeImpact(question({ changes, consumers: [consumer([statement], about)], ...rest }), policy);
}

/** `verdict rule at place: sentence`, one per finding. */
export function told(findings: readonly ImpactFinding[]): readonly string[] {
  return findings.map(({ verdict, rule, location, sentence }) => {
    const place = [location.file, location.line, location.column].filter((part) => part !== undefined).join(':');
    return `${verdict} ${rule} at ${place}: ${sentence}`;
  });
}

/** The id of a column as findings name it. */
export function columnOf(table: string, name: string): string {
  return columnId(league(table), name);
}
