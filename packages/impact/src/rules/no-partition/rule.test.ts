import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said, type Answers } from '../../testing/said.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';
import { acceptsOf } from './bounds.js';

function parts(key: string, bounds: Readonly<Record<string, string>>) {
  const columns = [column('k'), column('v')];
  return state([
    relation('parts', columns, { kind: 'partitioned table', partitionKey: key }),
    ...Object.entries(bounds).map(([name, bound]) =>
      relation(name, columns, { partitionOf: { parent: league('parts'), bound } }),
    ),
  ]);
}

const ONE = 'FOR VALUES IN (1)';
const TWO = 'FOR VALUES IN (2)';
const before = parts('LIST (k)', { parts_1: ONE, parts_2: TWO });
const after = parts('LIST (k)', { parts_1: ONE });

function detached(bound: string) {
  return change({
    kind: 'child-detached',
    relation: league('parts'),
    child: league('parts_2'),
    how: 'partition',
    bound,
    gone: false,
  });
}

const answers: Answers = ({ k }) => (k === '2' ? 'fails' : 'holds');

describe('no-partition', () => {
  it.each([
    ['into the lost partition', inserting('parts', after, [{ k: '2' }]), ['breaks no-partition']],
    ['into another one', inserting('parts', after, [{ k: '1' }]), []],
    ['of values that come later', inserting('parts', after, [{ k: '$1' }]), ['may break no-partition']],
    ['that moves rows', updating('parts', { k: '$1' }), ['may break no-partition']],
    ['that leaves rows where they are', updating('parts', { v: '$1' }), []],
  ])('judges a write %s', (_, verdict, expected) => {
    const own = said([detached(TWO)], unchanged(verdict), { before, after }, answers);
    expect(own.filter((line) => line.includes('no-partition'))).toEqual(expected);
  });

  it('says nothing where a default partition takes the rest', () => {
    const rest = parts('LIST (k)', { parts_1: ONE, rest: 'DEFAULT' });
    const write = unchanged(inserting('parts', rest, [{ k: '$1' }]));
    expect(said([detached(TWO)], write, { before, after: rest })).not.toContain('may break no-partition');
  });

  it('warns only where a range goes, as old months do', () => {
    const old = "FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')";
    const now = "FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')";
    const ranges = parts('RANGE (k)', { parts_1: now });
    const write = unchanged(inserting('parts', ranges, [{ k: '$1' }]));
    const told = findings([detached(old)], write, {
      before: parts('RANGE (k)', { parts_1: now, parts_2: old }),
      after: ranges,
    });
    expect(told.filter(({ rule }) => rule === 'no-partition').map(({ level }) => level)).toEqual(['warning']);
  });
});

describe('acceptsOf', () => {
  it.each([
    [ONE, ['k'], '((k IS NOT NULL AND k IN (1)))'],
    ["FOR VALUES IN ('a,b', NULL)", ['k'], "((k IS NOT NULL AND k IN ('a,b')) OR k IS NULL)"],
    ["FOR VALUES FROM (MINVALUE) TO ('2024-01-01')", ['k'], "(k IS NOT NULL AND k < '2024-01-01')"],
    [
      'FOR VALUES FROM (1, 2) TO (3, 4)',
      ['a', 'b'],
      '(a IS NOT NULL AND b IS NOT NULL AND (a, b) >= (1, 2) AND (a, b) < (3, 4))',
    ],
    ['FOR VALUES FROM (1, MINVALUE) TO (3, 4)', ['a', 'b'], null],
    ['FOR VALUES WITH (modulus 4, remainder 0)', ['k'], null],
  ])('%s', (bound, names, sql) => {
    expect(acceptsOf(bound, names)).toBe(sql);
  });
});
