import { expect, it } from 'vitest';
import { type Change, DEFAULT_POLICY, type RecordedBlind } from '@rowpact/model';
import { judgeImpact } from '../../judge/judge-impact.js';
import { access, change, column, consumer, league, question, told } from '../../testing/questions.js';

const drop = (name: string, table = 'players') =>
  change({ kind: 'column-dropped', relation: league(table), column: name, before: column(name), cascaded: false });
const place = { file: 'src/count.ts', line: 5, column: 3, within: 'countRows' };
const blind = (parts: Partial<RecordedBlind> = {}): RecordedBlind => ({
  place,
  caller: 'pg',
  reason: 'dynamic fragment',
  detail: 'table name comes from `table`',
  text: 'SELECT count(*) FROM …',
  known: null,
  ...parts,
});
const found = (changes: readonly Change[], ...blinds: readonly RecordedBlind[]) =>
  judgeImpact(question({ changes, consumers: [consumer([], { holds: { blinds } })] }), DEFAULT_POLICY);

it('gives one finding per place, whatever the number of changes', () => {
  expect(told(found([drop('nick'), drop('score')], blind()))).toEqual([
    'unknown could-not-look at consumers/westside-contracts/src/count.ts:5:3: westside-contracts builds SQL that could not ' +
      'be read to its end (table name comes from `table`), and migration 019 changes players.nick and players.score',
  ]);
});

it('looks at what is known of a place', () => {
  const text = 'SELECT name FROM players WHERE …';
  const known = { text: 'SELECT name FROM players', access: [access('players', { read: ['name'] })] };
  expect(found([drop('nick')], blind({ text, known }))).toHaveLength(1);
  expect(found([drop('city', 'teams')], blind({ text, known }))).toEqual([]);
  expect(found([drop('city', 'teams')], blind({ text: 'SELECT … FROM players' }))).toEqual([]);
});

it('minds no change that hurts nobody', () => {
  const add = change({
    kind: 'column-added',
    relation: league('players'),
    column: 'city',
    after: column('city'),
    comparable: true,
  });
  const required = { ...add, after: column('city', { nullable: false }) };
  expect(found([add], blind({ text: null }))).toEqual([]);
  expect(found([required], blind({ text: null }))).toHaveLength(1);
});

it('keeps its fingerprint when lines move', () => {
  const [first] = found([drop('nick')], blind());
  const [second] = found([drop('nick')], blind({ place: { ...place, line: 50 } }));
  expect(second?.fingerprint).toBe(first?.fingerprint);
});

it('says that a file could not be read', () => {
  const unreadable = [{ location: { file: 'src/odd.ts' }, reason: 'not UTF-8' }];
  const consumers = [consumer([], { holds: { unreadable } })];
  expect(told(judgeImpact(question({ changes: [drop('nick')], consumers }), DEFAULT_POLICY))).toEqual([
    'unknown could-not-look at consumers/westside-contracts/src/odd.ts: westside-contracts has a file that could not be ' +
      'read (not UTF-8), and migration 019 changes players.nick',
  ]);
});
