import { expect, test } from 'vitest';
import { drawnSequences, printedNames } from './printed-names.js';

test.each([
  ['a call', 'league.age(born)', ['league.age']],
  ['a column of a relation', 'SELECT league.players.name', ['league.players']],
  ['a cast and a literal', `'league.numbers'::regclass, x::league.status[]`, ['league.numbers', 'league.status']],
  ['quoted parts', `"a b.""c"."select" || "select"."MixedCase"`, ['"a b.""c"."select"', '"select"."MixedCase"']],
  ['a quoted part that needs no quotes', `public."position"`, ['public.position']],
  ['numbers', '1.5 + 2.e', []],
])('the names in %s', (_, text, expected) => {
  expect([...printedNames(text, null)].sort()).toEqual(expected);
});

test.each([
  ["nextval('league.numbers'::regclass)", [['league', 'numbers']]],
  [
    `nextval('"a.b".it''s'::regclass) + currval('x.y'::regclass)`,
    [
      ['a.b', "it's"],
      ['x', 'y'],
    ],
  ],
  [`nextval(E'"back\\\\slash".s'::regclass)`, [['back\\slash', 's']]],
  [`nextval(('league.old'::text)::regclass)`, [['league', 'old']]],
  [`nextval('unqualified'::regclass)`, []],
  [`length('league.numbers'::text)`, []],
])('the sequences that %s draws from', (text, expected) => {
  expect(drawnSequences(text)).toEqual(expected);
});
