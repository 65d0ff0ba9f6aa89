import {
  columnId,
  DEFAULT_POLICY,
  relationId,
  typeId,
  type Change,
  type Column,
  type ConsumerUse,
  type Deprecation,
  type RecordedStatement,
  type Relation,
  type RelationAccess,
  type SchemaChange,
  type Snapshot,
} from '@rowpact/model';
import type { LifecycleQuestion, VersionInUse } from '../lifecycle-question.js';

export const PLAYERS = relationId('public', 'players');
export const TEAM_ID = columnId(PLAYERS, 'team_id');
export const TODAY = '2027-02-01';
export const FILE = 'registry/basketball-api/lifecycle.yaml';

export function column(name: string, given: Partial<Column> = {}): Column {
  return {
    name,
    type: { display: 'integer', id: typeId('pg_catalog', 'int4'), kind: 'base', typmod: null, dimensions: 0 },
    nullable: true,
    default: null,
    identity: null,
    generated: null,
    writable: true,
    comment: null,
    ...given,
  };
}

export function relation(name: string, columns: readonly Column[], given: Partial<Relation> = {}): Relation {
  return {
    id: relationId('public', name),
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
    ...given,
  };
}

export const STATUS = typeId('public', 'contract_status');
const EMAIL_KEY = { name: 'players_email_key', columns: ['email'], definition: 'UNIQUE (email)', deferrable: false };

export const players = relation(
  'players',
  [
    column('id', { nullable: false, identity: 'always' }),
    column('team_id'),
    column('email'),
    column('score', { default: '0' }),
    column('status', {
      type: { display: 'contract_status', id: STATUS, kind: 'enum', typmod: null, dimensions: 0 },
      default: "'draft'::contract_status",
    }),
  ],
  { uniques: [EMAIL_KEY] },
);
export const playerTeams = relation('player_teams', [column('player_id'), column('team_id')]);
export const activePlayers = relation('active_players', [column('id'), column('team_id')], { kind: 'view' });

export function schemaOf(...relations: readonly Relation[]): Snapshot {
  return {
    schemas: [],
    extensions: [],
    relations,
    enums: [
      { id: STATUS, schema: 'public', name: 'contract_status', labels: ['draft', 'signed', 'void'], comment: null },
    ],
    domains: [],
    composites: [],
    ranges: [],
    functions: [],
  };
}

export const before = schemaOf(activePlayers, playerTeams, players);

export function without(from: Relation, ...names: readonly string[]): Relation {
  return { ...from, columns: from.columns.filter(({ name }) => !names.includes(name)) };
}

export const after = schemaOf(activePlayers, playerTeams, without(players, 'team_id'));

export function announced(given: Partial<Deprecation> = {}): Deprecation {
  return {
    kind: 'column',
    subject: TEAM_ID,
    reason: 'players may be in several teams',
    replacement: 'player_teams.team_id',
    since: null,
    removeAfter: '2027-01-15',
    cascade: [],
    users: null,
    dropped: null,
    location: { file: FILE, line: 3, column: 3 },
    source: 'registry',
    ...given,
  };
}

export const tombstone = announced({ dropped: { migration: '019_drop_team_id', on: TODAY } });

export function change(given: SchemaChange, migration = '019_drop_team_id', line = 1): Change {
  const location = { file: `migrations/${migration}.sql`, line, column: 1 };
  return { ...given, origin: { migration, location, statement: 'ALTER TABLE …' } };
}

export const dropTeamId = change({
  kind: 'column-dropped',
  relation: PLAYERS,
  column: 'team_id',
  before: column('team_id'),
  cascaded: false,
});

export function access(given: Partial<RelationAccess>): RelationAccess {
  return {
    relation: PLAYERS,
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
    ...given,
  };
}

export function statement(
  text: string,
  accesses: readonly RelationAccess[],
  given: Partial<RecordedStatement> = {},
): RecordedStatement {
  const place = { file: 'src/page.ts', line: 18, column: 7, within: null };
  return {
    text,
    fingerprint: '0'.repeat(20),
    place,
    caller: 'pg',
    origins: [{ at: 0, file: place.file, line: place.line, column: place.column }],
    access: accesses,
    refused: null,
    rows: null,
    ...given,
  };
}

export function use(given: Partial<ConsumerUse> = {}): ConsumerUse {
  return {
    consumer: 'westside',
    producer: 'basketball-api',
    coverage: { files: 1, statements: 0, analysed: 0, refused: 0, foreign: 0, blind: 0, unreadable: 0 },
    statements: [],
    blinds: [],
    tables: [],
    unreadable: [],
    ...given,
  };
}

export function version(given: Partial<ConsumerUse> | null, more: Partial<VersionInUse> = {}): VersionInUse {
  return {
    name: 'westside',
    source: 'apps/westside',
    searchPath: [],
    deployed: null,
    use: given && use(given),
    ...more,
  };
}

export const RUNNING = { sha: '0a1b2c3d4e5f60718293', environment: 'production' };
export const readsTeam = statement('SELECT team_id FROM players', [access({ read: ['team_id'] })]);

/** A drop of players.team_id that passes, but for what is given. */
export function question(given: Partial<LifecycleQuestion> = {}): LifecycleQuestion {
  return {
    producer: 'basketball-api',
    changes: [dropTeamId],
    before,
    after,
    announcedBefore: [announced()],
    announced: [tombstone],
    versions: [version({})],
    policy: DEFAULT_POLICY,
    today: TODAY,
    location: { file: FILE },
    ...given,
  };
}
