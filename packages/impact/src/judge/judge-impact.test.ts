import { DEFAULT_POLICY } from '@rowpact/model';
import { expect, it } from 'vitest';
import {
  access,
  asked,
  change,
  column,
  consumer,
  judge,
  league,
  question,
  refused,
  result,
  taken,
  told,
} from '../testing/questions.js';
import { judgeImpact } from './judge-impact.js';

const dropTeam = change({
  kind: 'column-dropped',
  relation: league('players'),
  column: 'team_id',
  before: column('team_id'),
  cascaded: false,
});
const readsTeam = 'SELECT p.name,\n       p.team_id FROM players p';
const reading = asked(
  readsTeam,
  taken([access('players', { read: ['name', 'team_id'] })]),
  refused('42703', 'column p.team_id does not exist', readsTeam.indexOf('p.team_id')),
);

it('points at the very word, and tells PostgreSQL’s own words, the migration and the way out', () => {
  const [finding, ...others] = judge([dropTeam], reading);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: 'column-dropped',
    verdict: 'breaks',
    level: 'error',
    consumer: 'westside-contracts',
    sentence: 'westside-contracts reads players.team_id, which migration 019 drops',
    change: 'players.team_id is dropped',
    subject: 'players.team_id',
    location: { file: 'consumers/westside-contracts/src/players.ts', line: 13, column: 10 },
    migration: { file: 'migrations/019.sql', line: 3, column: 1 },
    excerpt: { text: 'p.team_id FROM players p', start: 2, length: 7 },
    refusal: { sqlstate: '42703', message: 'column p.team_id does not exist' },
  });
  expect(finding?.fingerprint).toMatch(/^[0-9a-f]{16}$/u);
});

it('keeps the fingerprint when lines move, and tells the same text at two places once', () => {
  const place = { file: 'src/other.ts', line: 99, column: 1 };
  const moved = {
    ...reading,
    statement: { ...reading.statement, place: { ...place, within: null }, origins: [{ at: 0, ...place }] },
  };
  const [first] = judge([dropTeam], reading);
  const [second] = judge([{ ...dropTeam, origin: null }], moved);
  expect(second?.fingerprint).toBe(first?.fingerprint);
  const both = judgeImpact(question({ changes: [dropTeam], consumers: [consumer([reading, moved])] }), DEFAULT_POLICY);
  expect(both).toHaveLength(1);
  expect(both[0]?.evidence.map(({ location }) => location.line)).toEqual([100]);
});

it('never blames the producer for what PostgreSQL refused before', () => {
  const broken = refused('42P01', 'relation "plyers" does not exist');
  expect(judge([dropTeam], asked('SELECT team_id FROM plyers, players', broken, broken))).toEqual([]);
});

it('lets no refusal go that no rule explains, and blames the change that its words name', () => {
  const other = change({ kind: 'comment-changed', subject: 'players' });
  const odd = asked(
    'SELECT name FROM players',
    taken([access('players', { read: ['name'] })]),
    refused('42704', 'collation "court" for encoding "UTF8" does not exist'),
  );
  expect(told(judge([other, dropTeam], odd))).toEqual([
    'breaks statement-refused-after at consumers/westside-contracts/src/players.ts:12:20: westside-contracts sends a ' +
      'statement that PostgreSQL refuses after migration 019: collation "court" for encoding "UTF8" does not exist',
  ]);
});

it('hears of a running version only what the code here no longer has', () => {
  const here = consumer([]);
  const running = consumer([reading], { deployed: { sha: '0123456789abcdef', environment: 'production' } });
  const told019 = (consumers: Parameters<typeof question>[0]['consumers']) =>
    judgeImpact(question({ changes: [dropTeam], consumers: consumers ?? [] }), DEFAULT_POLICY);
  expect(told019([consumer([reading]), running])).toMatchObject([{ deployed: null }]);
  expect(told019([here, running])).toMatchObject([
    {
      deployed: { environment: 'production' },
      sentence:
        'westside-contracts as it runs in production (01234567) reads players.team_id, which migration 019 drops',
    },
  ]);
});

it('takes the policy’s word on a rule, and the milder one on a verdict', () => {
  const level = (levels: Record<string, 'error' | 'warning' | 'note'>) =>
    judge([dropTeam], reading, {}, { ...DEFAULT_POLICY, levels })[0]?.level;
  expect(level({ 'column-dropped': 'note' })).toBe('note');
  expect(level({ breaks: 'warning' })).toBe('warning');
  expect(level({ breaks: 'note', 'column-dropped': 'error' })).toBe('error');
});

it('tells of the worst first, then by consumer and place', () => {
  const wild = asked(
    'SELECT * FROM players',
    taken([access('players', { exposed: ['team_id'], wildcard: true })], {
      columns: [result('team_id', { of: 'players.team_id', wildcard: true })],
    }),
    taken([access('players', { wildcard: true })]),
    { rows: null },
  );
  const consumers = [consumer([wild, reading], { name: 'b' }), consumer([reading], { name: 'a' })];
  const findings = judgeImpact(question({ changes: [dropTeam], consumers }), DEFAULT_POLICY);
  expect(findings.map(({ verdict, consumer }) => `${verdict} ${consumer ?? ''}`)).toEqual([
    'breaks a',
    'breaks b',
    'may break b',
  ]);
});
