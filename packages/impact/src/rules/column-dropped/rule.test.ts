import { expect, it } from 'vitest';
import {
  access,
  asked,
  change,
  column,
  judge,
  league,
  question,
  consumer,
  refused,
  result,
  taken,
  told,
} from '../../testing/questions.js';
import { judgeImpact } from '../../judge/judge-impact.js';
import { DEFAULT_POLICY } from '@rowpact/model';

const drop = change({
  kind: 'column-dropped',
  relation: league('players'),
  column: 'team_id',
  before: column('team_id'),
  cascaded: false,
});

const every = (rows: Parameters<typeof asked>[3]) =>
  asked(
    'SELECT p.* FROM players p',
    taken([access('players', { exposed: ['id', 'team_id'], wildcard: true })], {
      columns: [
        result('id', { of: 'players.id', wildcard: true }),
        result('team_id', { of: 'players.team_id', wildcard: true }),
      ],
    }),
    taken([access('players', { exposed: ['id'], wildcard: true })], {
      columns: [result('id', { of: 'players.id', wildcard: true })],
    }),
    rows,
  );
const line = (at: number) => ({ file: 'src/page.ts', line: at, column: 5 });

it('finds the reads of rows that came through *, and stands at the first', () => {
  const reads = [
    { column: 'id', location: line(3) },
    { column: 'team_id', location: line(7) },
    { column: 'team_id', location: line(9) },
  ];
  const [finding] = judge([drop], every({ rows: { reads, escapes: [] } }));
  expect(finding).toMatchObject({
    verdict: 'breaks',
    sentence: 'westside-contracts reads players.team_id from rows that it selects with *, which migration 019 drops',
    location: { file: 'consumers/westside-contracts/src/page.ts', line: 7 },
    excerpt: { text: 'SELECT p.* FROM players p', start: 9, length: 1 },
  });
  expect(finding?.evidence.map(({ access: how, location }) => `${how} ${location.line ?? 0}`)).toEqual([
    'wildcard 12',
    'row read 9',
  ]);
});

it('is silent about rows that were followed and of which nobody reads the column', () => {
  expect(judge([drop], every({ rows: { reads: [{ column: 'id', location: line(3) }], escapes: [] } }))).toEqual([]);
});

it('says may break where rows get lost from sight, or where nobody followed them', () => {
  const escapes = [{ location: line(4), how: 'JSON response' }];
  expect(told(judge([drop], every({ rows: { reads: [], escapes } })))).toEqual([
    'may break column-dropped at consumers/westside-contracts/src/page.ts:4:5: westside-contracts selects players.team_id ' +
      'with *, which migration 019 drops, and hands the whole rows on',
  ]);
  expect(judge([drop], every({ rows: null }))).toMatchObject([{ verdict: 'may break', location: { line: 12 } }]);
});

it('believes PostgreSQL where it still takes the statement: the name means something else', () => {
  const text = 'SELECT name FROM coaches WHERE team_id IN (SELECT team_id FROM players)';
  const before = taken([access('coaches', { read: ['name', 'team_id'] }), access('players', { read: ['team_id'] })]);
  const after = taken([access('coaches', { read: ['name', 'team_id'] })]);
  expect(judge([drop], asked(text, before, after))).toMatchObject([{ verdict: 'silent', rule: 'column-dropped' }]);
});

it('leaves what lies behind a view to the view', () => {
  const view = change({ kind: 'relation-dropped', relation: league('rosters'), before: 'view', cascaded: true });
  const through = asked(
    'SELECT id FROM rosters',
    taken([
      access('rosters', { read: ['id'], needs: ['team_id'] }),
      access('players', { through: [league('rosters')], read: ['id'], needs: ['team_id'] }),
    ]),
    refused('42P01', 'relation "rosters" does not exist', 15),
  );
  expect(judge([drop, view], through).map(({ rule, subject }) => [rule, subject])).toEqual([
    ['relation-dropped', 'rosters'],
  ]);
});

it('counts a column that is declared for an ORM, and not one in a type for rows', () => {
  const declaration = (caller: 'drizzle' | 'row type', schema: string | null) => ({
    place: { ...line(1), within: null },
    caller,
    schema,
    table: 'players',
    columns: [
      { name: 'id', location: line(2) },
      { name: 'team_id', location: line(3) },
    ],
  });
  const tables = [declaration('drizzle', null), declaration('row type', null), declaration('drizzle', 'other')];
  const findings = judgeImpact(
    question({ changes: [drop], consumers: [consumer([], { holds: { tables } })] }),
    DEFAULT_POLICY,
  );
  expect(told(findings)).toEqual([
    'breaks column-dropped at consumers/westside-contracts/src/page.ts:3:5: westside-contracts declares players.team_id for drizzle, which migration 019 drops',
  ]);
});
