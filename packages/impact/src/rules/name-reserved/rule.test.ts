import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import {
  after,
  before,
  change,
  column,
  PLAYERS,
  question,
  readsTeam,
  RUNNING,
  tombstone,
  version,
} from '../../lifecycle/testing/league-lifecycle.js';

const back: Partial<LifecycleQuestion> = {
  before: after,
  after: before,
  changes: [
    change({ kind: 'column-added', relation: PLAYERS, column: 'team_id', after: column('team_id'), comparable: true }),
  ],
  announcedBefore: [tombstone],
};

function found(given: Partial<LifecycleQuestion>): readonly string[] {
  return judgeLifecycle(question({ ...back, ...given }))
    .filter(({ rule }) => rule === 'name-reserved')
    .map(({ verdict, sentence }) => `${verdict}: ${sentence}`);
}

describe('a name that comes back', () => {
  const knows = version({ statements: [readsTeam] }, { deployed: RUNNING });

  it('is refused while a version that knows the old one may run', () => {
    expect(found({ versions: [knows] })).toEqual([
      'silent: players.team_id is added again, and westside 0a1b2c3d4e5f in production still knows the one that migration 019_drop_team_id dropped',
    ]);
  });

  it('is free once none does', () => {
    expect(found({ versions: [version({ statements: [readsTeam] }), version({}, { deployed: RUNNING })] })).toEqual([]);
    expect(found({ versions: [knows], announcedBefore: [] })).toEqual([]);
    expect(found({ versions: [knows], before })).toEqual([]);
  });
});
