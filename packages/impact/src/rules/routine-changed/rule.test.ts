import { expect, it } from 'vitest';
import { asked, change, judge, refused, state, taken } from '../../testing/questions.js';
import { routine } from '../../testing/routines.js';

const best = routine('public.best(integer)');
const calls = taken([], { functions: [best.signature] });
const text = 'SELECT best(1)';
const before = state([], { details: { routines: [best] } });

it('breaks who calls what is gone', () => {
  const drop = change({ kind: 'routine-dropped', before: best, cascaded: false });
  const statement = asked(text, calls, refused('42883', 'function best(integer) does not exist', 7));
  expect(judge([drop], statement, { before })).toMatchObject([
    {
      verdict: 'breaks',
      sentence: 'westside-contracts calls best(integer), which migration 019 drops',
      excerpt: { start: 7, length: 4 },
    },
  ]);
});

it('breaks a call that two functions fit, and is silent where another one fits better', () => {
  const other = routine('public.best(bigint)');
  const create = change({ kind: 'routine-created', after: other });
  const after = state([], { details: { routines: [best, other] } });
  const unsure = asked(text, calls, refused('42725', 'function best(integer) is not unique', 7));
  expect(judge([create], unsure, { before, after })).toMatchObject([{ verdict: 'breaks', rule: 'routine-changed' }]);
  const moved = asked(text, calls, taken([], { functions: [other.signature] }));
  expect(judge([create], moved, { before, after })).toMatchObject([{ verdict: 'silent' }]);
  expect(judge([create], asked(text, calls, calls), { before, after })).toEqual([]);
});

it('warns of another body, and lets another volatility be', () => {
  const body = (what: 'body' | 'volatility') =>
    change({ kind: 'routine-changed', before: best, after: best, what: [what] });
  expect(judge([body('body')], asked(text, calls, calls), { before })).toMatchObject([
    { verdict: 'silent', level: 'warning' },
  ]);
  expect(judge([body('volatility')], asked(text, calls, calls), { before })).toEqual([]);
});
