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

const mood = 'public.mood' as TypeId;
const address = 'public.address' as TypeId;
const home = ofType('address', { id: address, kind: 'composite' });
const before = state([relation('players', [column('home', { type: home })])]);

it('breaks a cast to a type that has another name', () => {
  const rename = change({ kind: 'type-renamed', type: mood, to: 'public.temper' as TypeId });
  const text = "SELECT 1 FROM players WHERE mood = 'ok'::mood";
  const statement = asked(text, taken([], { types: [mood] }), refused('42704', 'type "mood" does not exist', 41));
  expect(judge([rename], statement)).toMatchObject([
    { verdict: 'breaks', sentence: 'westside-contracts names mood, which migration 019 renames to temper' },
  ]);
});

it('breaks who takes a part that is gone, and is silent to who gets the text', () => {
  const drop = change({ kind: 'attribute-dropped', type: address, attribute: 'zip' });
  const reads = taken([access('players', { read: ['home'] })]);
  const parts = asked(
    'SELECT (home).zip FROM players',
    reads,
    refused('42703', 'column "zip" not found in data type address'),
  );
  expect(judge([drop], parts, { before })).toMatchObject([
    { verdict: 'breaks', subject: expect.any(String) as string },
  ]);
  const answer = taken([access('players', { read: ['home'] })], {
    columns: [result('home', { of: 'players.home', type: home })],
  });
  expect(judge([drop], asked('SELECT home FROM players', answer, answer), { before })).toMatchObject([
    { verdict: 'silent', level: 'error' },
  ]);
});

it('is a note where a type was made again', () => {
  const again = change({ kind: 'type-recreated', type: address });
  const answer = taken([access('players', { read: ['home'] })], {
    columns: [result('home', { of: 'players.home', type: home })],
  });
  expect(judge([again], asked('SELECT home FROM players', answer, answer), { before })).toMatchObject([
    { level: 'note' },
  ]);
});
