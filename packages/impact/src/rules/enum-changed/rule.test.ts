import { expect, it } from 'vitest';
import { type TypeId } from '@rowpact/model';
import {
  access,
  asked,
  change,
  column,
  judge,
  ofType,
  refused,
  relation,
  result,
  state,
  taken,
} from '../../testing/questions.js';

const type = 'public.mood' as TypeId;
const mood = ofType('mood', { id: type, kind: 'enum' });
const rename = change({ kind: 'enum-label-renamed', type, label: 'ok', to: 'fine' });
const schema = state([relation('players', [column('mood', { type: mood })])]);
const answer = taken([access('players', { read: ['mood'] })], {
  columns: [result('mood', { of: 'players.mood', type: mood })],
});
const ask = asked('SELECT mood FROM players', answer, answer);

it('breaks who has the old label in the SQL', () => {
  const text = "SELECT 1 FROM players WHERE mood = 'ok'";
  const refusal = refused('22P02', 'invalid input value for enum mood: "ok"', text.indexOf("'ok'"));
  expect(judge([rename], asked(text, answer, refusal), { before: schema })).toMatchObject([
    { verdict: 'breaks', sentence: "westside-contracts has 'ok' in its SQL, which migration 019 renames to 'fine'" },
  ]);
});

it('may break who passes a value in, and is silent to who reads', () => {
  const passed = taken([access('players', { read: ['mood'] })], { parameters: [{ type: mood, nullable: true }] });
  expect(
    judge([rename], asked('SELECT 1 FROM players WHERE mood = $1', passed, passed), { before: schema }),
  ).toMatchObject([{ verdict: 'may break' }]);
  expect(judge([rename], ask, { before: schema })).toMatchObject([{ verdict: 'silent' }]);
});

it('is the type-check’s where a label is new, and nobody’s without generated types', () => {
  const add = change({ kind: 'enum-label-added', type, label: 'ecstatic', last: true });
  expect(judge([add], ask, { before: schema, consumer: { typed: true } })).toMatchObject([
    { verdict: 'types only', level: 'warning' },
  ]);
  expect(judge([add], ask, { before: schema })).toEqual([]);
});

it('minds the order of labels where it decides', () => {
  const order = change({ kind: 'enum-reordered', type });
  const sorted = asked('SELECT 1 FROM players ORDER BY mood', answer, answer);
  expect(judge([order], sorted, { before: schema })).toMatchObject([{ verdict: 'silent', level: 'warning' }]);
  expect(judge([order], ask, { before: schema })).toEqual([]);
});
