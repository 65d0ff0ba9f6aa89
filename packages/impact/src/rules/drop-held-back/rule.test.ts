import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import { question, readsTeam, RUNNING, version } from '../../lifecycle/testing/league-lifecycle.js';

function found(given: Partial<LifecycleQuestion>) {
  return judgeLifecycle(question(given)).filter(({ rule }) => rule === 'drop-held-back');
}

const deployed = version({ statements: [readsTeam] }, { deployed: RUNNING });

describe('a drop that somebody holds back', () => {
  it('breaks a version that runs', () => {
    const [finding, ...more] = found({ versions: [version({}), deployed] });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'breaks',
      sentence:
        'migration 019_drop_team_id drops players.team_id, but westside 0a1b2c3d4e5f in production still uses it',
      evidence: [{ location: { file: 'apps/westside/src/page.ts' } }],
    });
    expect(finding?.remedy.steps.map(({ what }) => what)).toEqual([
      'westside: deploy a version that does not use players.team_id in place of 0a1b2c3d4e5f in production',
    ]);
  });

  it('is unknown where nobody could look', () => {
    expect(found({ versions: [version(null, { name: 'coach' })] })).toMatchObject([
      {
        verdict: 'unknown',
        sentence:
          'migration 019_drop_team_id drops players.team_id, but nobody knows whether coach uses it: it was never scanned',
      },
    ]);
  });

  it('leaves what current code uses to the findings about that consumer', () => {
    expect(found({ versions: [version({ statements: [readsTeam] })] })).toEqual([]);
  });

  it('is asked of announced things only', () => {
    expect(found({ versions: [deployed], announcedBefore: [], announced: [] })).toEqual([]);
  });

  it('is the same trouble with the next version that uses it, and another with another consumer', () => {
    const prints = [{ sha: 'ffffffffff' }, { environment: 'staging' }].map(
      (given) => found({ versions: [{ ...deployed, deployed: { ...RUNNING, ...given } }] })[0]?.fingerprint,
    );
    const own = found({ versions: [deployed] })[0]?.fingerprint;
    expect(prints.map((print) => print === own)).toEqual([true, false]);
  });
});
