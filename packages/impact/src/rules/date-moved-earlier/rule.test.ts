import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import { announced, before, question } from '../../lifecycle/testing/league-lifecycle.js';

function found(was: string | null, is: string | null, given: Partial<LifecycleQuestion> = {}): readonly string[] {
  const still = {
    after: before,
    changes: [],
    announced: [announced({ removeAfter: is })],
    announcedBefore: [announced({ removeAfter: was })],
  };
  return judgeLifecycle(question({ ...still, ...given }))
    .filter(({ rule }) => rule === 'date-moved-earlier')
    .map(({ sentence }) => sentence);
}

describe('a day that moves', () => {
  it('may only move later', () => {
    expect(found('2027-03-01', '2027-02-28')).toEqual([
      'players.team_id was promised to stay until 2027-03-01, and may now go on 2027-02-28',
    ]);
    expect(found('2027-03-01', '2027-03-01')).toEqual([]);
    expect(found('2027-03-01', '2027-03-02')).toEqual([]);
  });

  it('may be named where there was none', () => {
    expect(found(null, '2027-03-01')).toEqual([]);
    expect(found('2027-03-01', '2027-02-28', { announcedBefore: [] })).toEqual([]);
    expect(found('2027-03-01', '2027-02-28', { announcedBefore: null })).toEqual([]);
  });
});
