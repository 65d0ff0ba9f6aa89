import { expect, test } from 'vitest';
import { orderSteps, type Ordered } from './order-steps.js';
import { plainStep } from './restore-step.js';

/** An entry that makes its name; what follows a slash only its whole form needs. */
function entry(name: string, needs: string): Ordered {
  const [always = [], more = []] = needs.split('/').map((part) => part.split(' ').filter((each) => each !== ''));
  const loss = { of: name, text: `no ${name}` };
  const step = { ...plainStep(name, loss, new Set([...always, ...more])), makes: name };
  const rest = plainStep(`rest of ${name}`, loss, new Set([name, ...more]));
  const lesser = { ...plainStep(`part of ${name}`, loss, new Set(always)), makes: name, later: [rest] };
  return { step, always: new Set(always), without: more.length === 0 ? null : () => lesser };
}

test.each([
  ['what is needed first', { view: 'table', table: 'type', type: '' }, ['type', 'table', 'view']],
  ['names that nothing has', { table: 'integer' }, ['table']],
  ['itself', { domain: 'domain' }, ['domain']],
  [
    'a circle, opened where less will do',
    { function: 'table', table: '/ function', other: 'table' },
    ['part of table', 'other', 'function', 'rest of table'],
  ],
  [
    'two circles',
    { a: '/ b', b: 'a', c: '/ d', d: 'c' },
    ['part of a', 'b', 'rest of a', 'part of c', 'd', 'rest of c'],
  ],
  ['a circle without end', { a: 'b', b: 'a' }, ['a', 'b']],
] as const)('orders %s', (_, needs, expected) => {
  const entries = Object.entries(needs).map(([name, list]) => entry(name, list));
  expect(orderSteps(entries).map(({ sql }) => sql)).toEqual(expected);
});
