import { expect, it } from 'vitest';
import { access, asked, change, judge, league, refused, taken } from '../../testing/questions.js';

const redefine = (before: string, after: string) =>
  change({ kind: 'view-definition-changed', relation: league('scores'), before, after });
const reads = (...columns: readonly string[]) => taken([access('scores', { read: columns })]);
const ask = (...columns: readonly string[]) => asked('SELECT … FROM scores', reads(...columns), reads(...columns));
const BASE = ' SELECT id,\n    score\n   FROM players;';

it('tells all readers of other rows', () => {
  const filtered = redefine(BASE, ' SELECT id,\n    score\n   FROM players\n  WHERE (team_id = 1);');
  expect(judge([filtered], ask('id'))).toMatchObject([
    {
      verdict: 'silent',
      sentence: 'westside-contracts reads view scores, and migration 019 makes it choose other rows',
    },
  ]);
});

it('tells of another expression those who read that column', () => {
  const doubled = redefine(BASE, ' SELECT id,\n    (score * 2) AS score\n   FROM players;');
  expect(judge([doubled], ask('score'))).toHaveLength(1);
  expect(judge([doubled], ask('id'))).toEqual([]);
});

it('lets a column more at the end be', () => {
  const wider = redefine(BASE, ' SELECT id,\n    score,\n    nick\n   FROM players;');
  expect(judge([wider], ask('id', 'score'))).toEqual([]);
});

it('compares the whole of what is more than one SELECT', () => {
  const both = redefine(`${BASE} UNION ALL SELECT 1, 2`, `${BASE} UNION ALL SELECT 1, 3`);
  expect(judge([both], ask('id'))).toHaveLength(1);
});

it('breaks who lacks rights on what stands behind a view that asks with the reader’s', () => {
  const invoker = change({
    kind: 'view-option-changed',
    relation: league('scores'),
    option: 'security_invoker',
    before: null,
    after: 'true',
  });
  const denied = asked('SELECT id FROM scores', reads('id'), refused('42501', 'permission denied for table players'));
  expect(judge([invoker], denied, { consumer: { role: 'app' } })).toMatchObject([{ verdict: 'breaks' }]);
  expect(judge([invoker], ask('id'))).toMatchObject([{ verdict: 'may break' }]);
  expect(judge([invoker], ask('id'), { consumer: { role: 'app' } })).toEqual([]);
});
