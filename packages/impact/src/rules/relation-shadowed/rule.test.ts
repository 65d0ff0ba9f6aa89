import { expect, it } from 'vitest';
import { relationId } from '@rowpact/model';
import { access, asked, change, judge, refused, relation, state, taken } from '../../testing/questions.js';

const own = relationId('app', 'teams');
const create = change({ kind: 'relation-created', relation: own, after: 'table' });
const reads = taken([access('teams', { read: ['title'] })]);
const after = state([relation('teams', [])]);

it('is silent where the name means the new one', () => {
  const shadowed = taken([{ ...access('teams', { read: ['title'] }), relation: own }]);
  expect(judge([create], asked('SELECT title FROM teams', reads, shadowed), { after })).toMatchObject([
    {
      verdict: 'silent',
      sentence:
        'westside-contracts means teams, and gets app.teams, which migration 019 creates before it on the search path',
    },
  ]);
});

it('breaks where the new one lacks a column, for the role of that schema', () => {
  const statement = asked('SELECT title FROM teams', reads, refused('42703', 'column "title" does not exist', 7));
  expect(judge([create], statement, { after, consumer: { role: 'app' } })).toMatchObject([
    { verdict: 'breaks', rule: 'relation-shadowed' },
  ]);
  expect(judge([create], statement, { after, consumer: { role: 'other' } })).toMatchObject([
    { rule: 'statement-refused-after' },
  ]);
});

it('does not concern who still means the old one', () => {
  expect(judge([create], asked('SELECT title FROM public.teams', reads, reads), { after })).toEqual([]);
});
