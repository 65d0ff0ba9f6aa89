import { columnId, type Blind, type Deprecation, type RecordedBlind, type TableDeclaration } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { lifecycleStates, TRANSITIONS, type VersionInUse } from './index.js';
import {
  access,
  announced,
  before,
  PLAYERS,
  players,
  readsTeam,
  relation,
  RUNNING,
  schemaOf,
  statement,
  STATUS,
  TODAY,
  tombstone,
  use,
  version,
} from './testing/league-lifecycle.js';

function stateOf(deprecation: Deprecation, versions: readonly VersionInUse[], snapshot = before) {
  const [status] = lifecycleStates({ deprecations: [deprecation], snapshot, versions, today: TODAY });
  if (!status) throw new Error('no status');
  return status;
}

function blind(given: Partial<RecordedBlind> & { readonly reason?: Blind['reason'] }): RecordedBlind {
  const place = { file: 'src/count.ts', line: 9, column: 3, within: null };
  return {
    place,
    caller: 'pg',
    reason: 'dynamic fragment',
    detail: 'a name is not known',
    text: null,
    known: null,
    ...given,
  };
}

describe('where an announced column stands', () => {
  it('is deprecated while code uses it', () => {
    const { state, holds, next } = stateOf(announced(), [version({ statements: [readsTeam] })]);
    expect(state).toBe('deprecated');
    expect(holds).toMatchObject([
      {
        kind: 'used',
        consumer: 'westside',
        evidence: [{ location: { file: 'apps/westside/src/page.ts', line: 18, column: 14 } }],
      },
    ]);
    expect(next.map(({ consumer, what }) => [consumer, what])).toEqual([
      ['westside', 'stop using players.team_id (apps/westside/src/page.ts:18), use player_teams.team_id instead'],
    ]);
  });

  it('is unreferenced while an old version runs', () => {
    const { state, next } = stateOf(announced(), [
      version({}),
      version({ statements: [readsTeam] }, { deployed: RUNNING }),
    ]);
    expect(state).toBe('unreferenced');
    expect(next).toMatchObject([
      { what: 'deploy a version that does not use players.team_id in place of 0a1b2c3d4e5f in production' },
    ]);
  });

  it('is unreferenced until its day', () => {
    const { state, next } = stateOf(announced({ removeAfter: '2027-02-02' }), [version({})]);
    expect(state).toBe('unreferenced');
    expect(next).toMatchObject([
      { who: 'producer', consumer: null, what: 'wait until 2027-02-02, then drop players.team_id' },
    ]);
    expect(stateOf(announced({ removeAfter: null }), []).next[0]?.what).toContain('name the day');
  });

  it('is droppable on its day with nobody left', () => {
    const { state, next } = stateOf(announced({ removeAfter: TODAY }), [
      version({}),
      version({}, { deployed: RUNNING }),
    ]);
    expect(state).toBe('droppable');
    expect(next).toMatchObject([{ what: 'drop the column players.team_id in a migration of its own' }]);
  });

  it('is dropped once the file says so', () => {
    expect(stateOf(tombstone, [version(null)])).toMatchObject({ state: 'dropped', holds: [], next: [] });
  });

  it('asks about a name that is not there', () => {
    const { exists, next } = stateOf(announced({ subject: columnId(PLAYERS, 'tema_id') }), []);
    expect(exists).toBe(false);
    expect(next[0]?.what).toContain('`dropped:`');
  });

  it('goes through every state by one transition each', () => {
    expect(TRANSITIONS.map(({ from, to, by }) => `${from} > ${to} by ${by}`)).toEqual([
      'deprecated > unreferenced by consumers',
      'unreferenced > droppable by deployment',
      'droppable > dropped by producer',
    ]);
  });
});

describe('who holds a column back', () => {
  const kindsOf = (
    given: Parameters<typeof version>[0],
    deployed: VersionInUse['deployed'] = null,
  ): readonly string[] => stateOf(announced(), [version(given, { deployed })]).holds.map(({ kind }) => kind);
  const star = (rows: Parameters<typeof statement>[2]): Parameters<typeof version>[0] => ({
    statements: [
      statement('SELECT p.* FROM players p', [access({ exposed: ['id', 'team_id'], wildcard: true })], rows),
    ],
  });
  const at = { file: 'src/page.ts', line: 20, column: 3 };

  it.each(['read', 'insert', 'update', 'needs'] as const)('who %ss it', (how) => {
    expect(kindsOf({ statements: [statement('…', [access({ [how]: ['team_id'] })])] })).toEqual(['used']);
  });

  it('who reads it from rows that came through *, or lets the rows go', () => {
    expect(kindsOf(star({ rows: { reads: [{ column: 'team_id', location: at }], escapes: [] } }))).toEqual(['used']);
    expect(kindsOf(star({ rows: { reads: [], escapes: [{ location: at, how: 'JSON' }] } }))).toEqual(['used']);
    expect(kindsOf(star({ rows: null }))).toEqual(['used']);
  });

  it('nobody who reads others only', () => {
    expect(kindsOf(star({ rows: { reads: [{ column: 'id', location: at }], escapes: [] } }))).toEqual([]);
    expect(kindsOf({ statements: [statement('SELECT id FROM players', [access({ read: ['id'] })])] })).toEqual([]);
    const elsewhere = access({ relation: relation('player_teams', []).id, read: ['team_id'] });
    expect(kindsOf({ statements: [statement('SELECT team_id FROM player_teams', [elsewhere])] })).toEqual([]);
  });

  it('who uses it in a partition, or through a view', () => {
    const part = relation('players_2027', players.columns, { partitionOf: { parent: PLAYERS, bound: '' } });
    const versions = [version({ statements: [statement('…', [access({ relation: part.id, read: ['team_id'] })])] })];
    expect(stateOf(announced(), versions, schemaOf(players, part)).state).toBe('deprecated');
    expect(
      kindsOf({
        statements: [statement('…', [access({ through: [relation('active_players', []).id], needs: ['team_id'] })])],
      }),
    ).toEqual(['used']);
  });

  it('an ORM that declares it, and a type for rows in code only', () => {
    const table = (caller: TableDeclaration['caller'], schema: string | null = null): TableDeclaration => ({
      ...{
        place: { ...at, within: null },
        caller,
        schema,
        table: 'players',
        columns: [{ name: 'team_id', location: at }],
      },
    });
    expect(kindsOf({ tables: [table('drizzle')] }, RUNNING)).toEqual(['used']);
    expect(kindsOf({ tables: [table('drizzle', 'billing')] })).toEqual([]);
    expect(kindsOf({ tables: [table('row type')] })).toEqual(['used']);
    expect(kindsOf({ tables: [table('row type')] }, RUNNING)).toEqual([]);
  });

  it('who was never scanned, and files that cannot be read', () => {
    expect(kindsOf(null)).toEqual(['unknown']);
    expect(kindsOf({ unreadable: [{ location: { file: 'src/dump.js' }, reason: 'too long' }] })).toEqual(['unknown']);
  });

  it('statements that PostgreSQL refuses today, where they may use it', () => {
    const refused = (text: string): Parameters<typeof version>[0] => ({
      statements: [
        statement(text, [], {
          refused: {
            kind: 'refused',
            sqlstate: '42703',
            message: '',
            detail: null,
            hint: null,
            offset: null,
            mentions: [PLAYERS],
          },
        }),
      ],
    });
    expect(kindsOf(refused('SELECT TEAM_ID, to_come FROM players'))).toEqual(['unknown']);
    expect(kindsOf(refused('SELECT *, to_come FROM players'))).toEqual(['unknown']);
    expect(kindsOf(refused('SELECT steam_id, to_come FROM players'))).toEqual([]);
  });

  it.each([
    ['nothing of the text is known', { text: null }, true],
    ['the table is not known', { text: 'SELECT count(*) FROM …' }, true],
    ['the schema is not known', { text: 'DELETE FROM ….teams WHERE id = $1' }, true],
    ['a join may follow', { text: 'SELECT t.id FROM teams t … WHERE t.id = $1' }, true],
    ['it names the table', { text: 'SELECT id FROM Players WHERE …' }, true],
    ['it is known to use the table', { text: 'SELECT 1 …', known: { text: '', access: [access({})] } }, true],
    ['another table has a condition', { text: 'SELECT id FROM teams WHERE …' }, false],
    ['another table has columns', { text: 'SELECT … FROM teams' }, false],
    ['a name only looks like it', { text: "UPDATE teams SET name = 'from' WHERE players_of = …" }, false],
    ['a DO block', { text: 'DO $$ … $$', reason: 'code in the database' as const }, true],
    [
      'another dialect about another table',
      { text: 'SELECT `id` FROM `teams`', reason: 'other dialect' as const },
      false,
    ],
  ])('blinds: %s', (_, given, holds) => {
    expect(kindsOf({ blinds: [blind(given)] })).toEqual(holds ? ['unknown'] : []);
  });
});

describe('who holds others back', () => {
  const heldBack = (
    kind: Deprecation['kind'],
    subject: string,
    given: ReturnType<typeof statement>,
  ): readonly string[] =>
    stateOf(announced({ kind, subject }), [version(use({ statements: [given] }))]).holds.map((hold) => hold.kind);

  it('a table: whoever touches it', () => {
    expect(heldBack('table', PLAYERS, statement('DELETE FROM players', [access({ deletes: true })]))).toEqual(['used']);
  });

  it('a constraint: whoever upserts by it', () => {
    const upsert = (columns: readonly string[], constraint: string | null = null) =>
      statement('INSERT …', [access({ insert: ['email'], omitted: [], arbiter: { constraint, columns } })]);
    const key = `${PLAYERS}.players_email_key`;
    expect(heldBack('constraint', key, upsert(['email']))).toEqual(['used']);
    expect(heldBack('constraint', key, upsert([], 'players_email_key'))).toEqual(['used']);
    expect(heldBack('constraint', key, upsert(['id']))).toEqual([]);
  });

  it('a default: whoever leaves the column out', () => {
    expect(heldBack('default', `${PLAYERS}.score`, statement('INSERT …', [access({ omitted: ['score'] })]))).toEqual([
      'used',
    ]);
    expect(
      heldBack('default', `${PLAYERS}.score`, statement('INSERT …', [access({ insert: ['score'], omitted: [] })])),
    ).toEqual([]);
  });

  it('an enum value: whoever names it, and perhaps whoever writes what comes from outside', () => {
    const label = `${STATUS}.void`;
    const read = access({ read: ['status'] });
    expect(heldBack('enum value', label, statement("SELECT 1 FROM players WHERE status = 'void'", [read]))).toEqual([
      'used',
    ]);
    expect(heldBack('enum value', label, statement("SELECT 'void'::contract_status", []))).toEqual(['used']);
    expect(heldBack('enum value', label, statement("SELECT 1 FROM players WHERE status = 'signed'", [read]))).toEqual(
      [],
    );
    expect(
      heldBack('enum value', label, statement('UPDATE players SET status = $1', [access({ update: ['status'] })])),
    ).toEqual(['unknown']);
    expect(
      heldBack('enum value', label, statement('UPDATE players SET score = $1', [access({ update: ['score'] })])),
    ).toEqual([]);
    const insert = statement('INSERT INTO players (email) VALUES ($1)', [
      access({ insert: ['email'], omitted: ['score', 'status'] }),
    ]);
    expect(heldBack('enum value', `${STATUS}.draft`, insert)).toEqual(['used']);
    expect(heldBack('enum value', label, insert)).toEqual([]);
  });
});
