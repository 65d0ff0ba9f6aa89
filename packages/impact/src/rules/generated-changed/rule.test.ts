import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { inserting, reading, refusedSince, unchanged, updating } from '../../testing/written-statements.js';

const computed = { kind: 'stored' as const, expression: '(wins * 2)' };
const plain = state([relation('players', [column('id'), column('wins'), column('score')])]);
const generated = state([
  relation('players', [column('id'), column('wins'), column('score', { generated: computed })]),
]);

function changed(from: typeof computed | null, to: typeof computed | null) {
  return change({
    kind: 'column-generated-changed',
    relation: league('players'),
    column: 'score',
    before: from,
    after: to,
  });
}

describe('generated-changed', () => {
  it('breaks who writes a column that is computed now, and tells it once', () => {
    const recreated = change({
      kind: 'column-recreated',
      relation: league('players'),
      column: 'score',
      before: column('score'),
      after: column('score', { generated: computed }),
    });
    const refused = refusedSince(
      inserting('players', plain, [{ id: '1', score: '4' }]),
      '428C9',
      'cannot insert a non-DEFAULT value into column "score"',
    );
    const told = findings([recreated, changed(null, computed)], refused, { before: plain, after: generated });
    expect(told.filter(({ rule }) => rule === 'generated-changed')).toHaveLength(1);
    expect(told[0]?.remedy.steps[0]?.sql).toBe(
      'ALTER TABLE players ADD COLUMN score_computed integer GENERATED ALWAYS AS ((wins * 2)) STORED;',
    );
  });

  it('gives readers other values where the expression is another', () => {
    const other = changed(computed, { ...computed, expression: '(wins * 3)' });
    expect(said([other], unchanged(reading('players', 'score')), { before: generated, after: generated })).toEqual([
      'silent generated-changed',
    ]);
    expect(said([other], unchanged(reading('players', 'wins')), { before: generated, after: generated })).toEqual([]);
  });

  it('warns once per consumer of a column that nobody computes any more', () => {
    const stopped = changed(computed, null);
    expect(said([stopped], unchanged(updating('players', { wins: '1' })), { before: generated, after: plain })).toEqual(
      ['silent generated-changed (warning)'],
    );
    expect(said([stopped], unchanged(reading('players', 'wins')), { before: generated, after: plain })).toEqual([]);
  });
});
