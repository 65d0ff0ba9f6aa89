import { describe, expect, it } from 'vitest';
import { asked, change, column, consumer, league, question, refused, relation, state } from '../testing/questions.js';
import { constraint } from '../testing/schema-parts.js';
import { inserting, unchanged, updating } from '../testing/written-statements.js';
import { constantQuestions } from './constant-questions.js';

const columns = [column('id'), column('score', { default: '0' }), column('wins'), column('made', { default: 'now()' })];
const limit = constraint('limit', 'players', 'check', ['score', 'wins'], { expression: '(score >= wins)' });
const before = state([relation('players', columns)]);
const after = state([relation('players', columns)], { details: { constraints: [limit] } });
const added = change({ kind: 'constraint-added', relation: league('players'), after: limit });

function askedBy(...statements: Parameters<typeof consumer>[0]) {
  const open = question({ before, after, changes: [added], consumers: [consumer(statements)] });
  return constantQuestions(open).map(({ relation: table, values, check }) => ({ table, values, check }));
}

describe('constantQuestions', () => {
  it('asks about each row of constants once, with the defaults of what is left out', () => {
    const rows = [{ wins: '1' }, { wins: '1' }, { wins: 'NULL' }];
    expect(askedBy(unchanged(inserting('players', after, rows)), unchanged(inserting('players', after, rows)))).toEqual(
      [
        { table: 'public.players', values: { score: '0', wins: '1' }, check: '(score >= wins)' },
        { table: 'public.players', values: { score: '0', wins: 'NULL' }, check: '(score >= wins)' },
      ],
    );
  });

  it('asks nothing where a value is missing: a parameter, an old value, a clock', () => {
    expect(askedBy(unchanged(inserting('players', after, [{ wins: '$1' }])))).toEqual([]);
    expect(askedBy(unchanged(updating('players', { wins: '1' })))).toEqual([]);
    expect(askedBy(unchanged(updating('players', { wins: '1', score: '2' })))).toHaveLength(1);
  });

  it('asks nothing about statements that do not run, or that nobody looked at', () => {
    const writes = inserting('players', after, [{ wins: '1' }]);
    expect(askedBy(asked('INSERT …', writes, refused('42703', 'no such column')))).toEqual([]);
    expect(askedBy({ ...unchanged(writes), before: null, after: null })).toEqual([]);
    expect(askedBy(asked('INSERT …', refused('42703', 'no such column'), writes))).toEqual([]);
  });

  it('sorts by key', () => {
    const open = question({
      before,
      after,
      changes: [added],
      consumers: [consumer([unchanged(inserting('players', after, [{ wins: '9' }, { wins: '1' }]))])],
    });
    const keys = constantQuestions(open).map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(2);
  });
});
