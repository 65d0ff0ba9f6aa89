import { expect, it } from 'vitest';
import { access, asked, change, judge, refused, taken } from '../../testing/questions.js';

const drop = change({ kind: 'object-dropped', object: 'operator', name: 'public.===(text,text)' });
const reads = taken([access('players', { read: ['name'] })]);

it('breaks who uses it', () => {
  const text = "SELECT 1 FROM players WHERE name === 'x'";
  const statement = asked(text, reads, refused('42883', 'operator does not exist: text === unknown', 33));
  expect(judge([drop], statement)).toMatchObject([{ verdict: 'breaks', rule: 'object-dropped' }]);
});

it('does not concern who goes on', () => {
  expect(judge([drop], asked('SELECT name FROM players', reads, reads))).toEqual([]);
});

it('is not to blame for a column', () => {
  const statement = asked('SELECT nick FROM players', reads, refused('42703', 'column "nick" does not exist'));
  expect(judge([drop], statement)).toMatchObject([{ rule: 'statement-refused-after' }]);
});
