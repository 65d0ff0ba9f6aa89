import {
  type Column,
  type ConsumerUse,
  DEFAULT_SCAN,
  type Contract,
  fingerprintOf,
  type RecordedStatement,
  type Relation,
  type RelationAccess,
  type RelationId,
  relationId,
  type Snapshot,
  typeId,
} from '@rowpact/model';

export const players = relationId('public', 'players');
export const teams = relationId('public', 'teams');
export const outbox = relationId('public', 'outbox');

/** A table with text columns. */
export function table(id: RelationId, columns: readonly string[]): Relation {
  const [schema = '', name = ''] = id.split('.');
  return {
    ...{ id, schema, name, kind: 'table', comment: null, partitionOf: null, partitionKey: null, inherits: [] },
    ...{
      primaryKey: null,
      uniques: [],
      foreignKeys: [],
      checks: [],
      exclusions: [],
      uniqueIndexes: [],
      definition: null,
    },
    columns: columns.map(textColumn),
  };
}

function textColumn(name: string): Column {
  const type = {
    display: 'text',
    id: typeId('pg_catalog', 'text'),
    kind: 'base',
    typmod: null,
    dimensions: 0,
  } as const;
  return { name, type, nullable: false, default: null, identity: null, generated: null, writable: true, comment: null };
}

export function schemaOf(...relations: readonly Relation[]): Snapshot {
  return { schemas: [], extensions: [], relations, enums: [], domains: [], composites: [], ranges: [], functions: [] };
}

export const league = schemaOf(
  table(outbox, ['id', 'event_type', 'payload']),
  table(players, ['id', 'parent_id', 'full_name', 'date_of_birth', 'jersey_size']),
  table(teams, ['id', 'name', 'division']),
);

/** What a statement does with a relation, where it does nothing but what is given. */
export function access(relation: RelationId, given: Partial<RelationAccess> = {}): RelationAccess {
  const nothing = { through: [], read: [], exposed: [], needs: [], insert: [], update: [], deletes: false };
  return { relation, ...nothing, omitted: null, wildcard: false, wholeRow: false, arbiter: null, ...given };
}

/** A statement that stands in `src/page.ts` from a line on, at column 5. */
export function statement(text: string, line: number, given: Partial<RecordedStatement> = {}): RecordedStatement {
  const place = { file: 'src/page.ts', line, column: 5, within: 'load' };
  return {
    ...{ text, fingerprint: fingerprintOf(text), place, caller: 'pg', access: [], refused: null, rows: null },
    origins: [{ at: 0, file: 'src/page.ts', line, column: 6 }],
    ...given,
  };
}

export function recordOf(statements: readonly RecordedStatement[], given: Partial<ConsumerUse> = {}): ConsumerUse {
  const counted = { files: 1, statements: statements.length, analysed: statements.length };
  return {
    ...{
      consumer: 'westside-contracts',
      producer: 'basketball-api',
      statements,
      blinds: [],
      tables: [],
      unreadable: [],
    },
    coverage: { ...counted, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
    ...given,
  };
}

export const contract: Contract = {
  ...{ consumer: 'westside-contracts', producer: 'basketball-api', description: null, owners: [] },
  ...{ source: 'web', generate: null, scan: DEFAULT_SCAN, role: null, relations: [] },
};
