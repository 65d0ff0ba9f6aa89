import type { ConstraintDetail, ReferentialAction } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { deleting, unchanged, updating } from '../../testing/written-statements.js';

function key(onDelete: ReferentialAction, name = 'team'): ConstraintDetail {
  return constraint(name, 'players', 'foreign key', ['team_id'], {
    references: { relation: league('teams'), columns: ['id'], onDelete, onUpdate: onDelete },
  });
}

function states(before: readonly ConstraintDetail[], after: readonly ConstraintDetail[]) {
  const relations = [relation('teams', [column('id')]), relation('players', [column('team_id')])];
  return {
    before: state(relations, { details: { constraints: before } }),
    after: state(relations, { details: { constraints: after } }),
  };
}

function from(before: ReferentialAction, after: ReferentialAction) {
  const made = change({
    kind: 'constraint-changed',
    relation: league('players'),
    before: key(before),
    after: key(after),
  });
  return said([made], unchanged(deleting('teams')), states([key(before)], [key(after)]));
}

describe('foreign-key-changed', () => {
  it.each([
    ['no action', 'cascade', ['silent foreign-key-changed (warning)']],
    ['cascade', 'set null', ['silent foreign-key-changed (warning)']],
    ['cascade', 'no action', ['may break foreign-key-changed']],
    ['no action', 'restrict', []],
    ['cascade', 'cascade', []],
  ] as const)('from %s to %s', (before, after, expected) => {
    expect(from(before, after)).toEqual(expected);
  });

  it('tells of one that cascaded and is gone, not of one that refused', () => {
    const gone = (action: ReferentialAction) =>
      said(
        [change({ kind: 'constraint-dropped', relation: league('players'), before: key(action), cascaded: false })],
        unchanged(deleting('teams')),
        states([key(action)], []),
      );
    expect(gone('cascade')).toEqual(['silent foreign-key-changed (warning)']);
    expect(gone('no action')).toEqual([]);
  });

  it('tells a foreign key under a new name once, and says it of the key too', () => {
    const [old, now] = [key('no action'), key('cascade', 'team_again')];
    const both = [
      change({ kind: 'constraint-dropped', relation: league('players'), before: old, cascaded: false }),
      change({ kind: 'constraint-added', relation: league('players'), after: now }),
    ];
    expect(said(both, unchanged(deleting('teams')), states([old], [now]))).toEqual([
      'silent foreign-key-changed (warning)',
    ]);
    expect(said(both, unchanged(updating('teams', { id: '$1' })), states([old], [now]))).toEqual([
      'silent foreign-key-changed (warning)',
    ]);
  });
});
