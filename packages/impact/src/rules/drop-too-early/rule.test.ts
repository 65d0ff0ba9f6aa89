import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import { announced, question, TODAY, tombstone } from '../../lifecycle/testing/league-lifecycle.js';

function found(given: Partial<LifecycleQuestion>): readonly string[] {
  return judgeLifecycle(question(given))
    .filter(({ rule }) => rule === 'drop-too-early')
    .map(({ sentence }) => sentence);
}

describe('a drop before its day', () => {
  it('is refused up to the day before', () => {
    const removeAfter = '2027-02-02';
    expect(
      found({ announcedBefore: [announced({ removeAfter })], announced: [{ ...tombstone, removeAfter }] }),
    ).toEqual(['migration 019_drop_team_id drops players.team_id, which was promised to stay until 2027-02-02']);
    expect(
      found({
        announcedBefore: [announced({ removeAfter: TODAY })],
        announced: [{ ...tombstone, removeAfter: TODAY }],
      }),
    ).toEqual([]);
  });

  it('goes by the later of both days', () => {
    expect(found({ announcedBefore: [announced({ removeAfter: '2027-03-01' })] })).toHaveLength(1);
    expect(found({ announced: [{ ...tombstone, removeAfter: '2027-03-01' }] })).toHaveLength(1);
    expect(found({ announcedBefore: [announced({ removeAfter: '2027-03-01' })], announced: [] })).toHaveLength(1);
  });

  it('is refused where no day was ever named', () => {
    const comment = announced({ removeAfter: null, source: 'comment' });
    expect(found({ announcedBefore: [comment], announced: [] })).toEqual([
      'migration 019_drop_team_id drops players.team_id, whose announcement names no day',
    ]);
  });

  it('is refused where the day is first named with the drop', () => {
    expect(found({ announcedBefore: [announced({ removeAfter: null, source: 'comment' })] })).toHaveLength(1);
  });

  it('is not asked of what was never announced', () => {
    expect(found({ announcedBefore: [], announced: [] })).toEqual([]);
  });
});
