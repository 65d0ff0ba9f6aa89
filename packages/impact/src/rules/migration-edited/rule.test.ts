import { DEFAULT_POLICY, type Change } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { judgeImpact } from '../../judge/judge-impact.js';
import { question } from '../../testing/questions.js';

const asked = (change: Change) => question({ producer: 'basketball-api', changes: [change], consumers: [] });

describe('the set of migrations', () => {
  it('is told where one that has run was edited, with its file', () => {
    const change = {
      kind: 'migration-edited',
      migration: '018_player_teams',
      file: 'db/018_player_teams.sql',
    } as const;
    const [finding, ...others] = judgeImpact(asked({ ...change, origin: null }), DEFAULT_POLICY);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ rule: 'migration-edited', verdict: 'may break', level: 'error', consumer: null },
      location: { file: 'db/018_player_teams.sql' },
      sentence: 'basketball-api has migration 018_player_teams edited after it had run',
    });
  });

  it('is told where one that has run is gone', () => {
    const change = { kind: 'migration-deleted', migration: '018_player_teams', origin: null } as const;
    expect(judgeImpact(asked(change), DEFAULT_POLICY)).toMatchObject([{ rule: 'migration-edited', level: 'error' }]);
  });

  it('is warned of where one comes in before one that has run', () => {
    const change: Change = {
      kind: 'migration-inserted',
      migration: '018_nicknames',
      file: 'db/018_nicknames.sql',
      after: '019_drop_players_team_id',
      origin: null,
    };
    expect(judgeImpact(asked(change), DEFAULT_POLICY)).toMatchObject([
      { rule: 'migration-inserted', level: 'warning', location: { file: 'db/018_nicknames.sql' } },
    ]);
  });
});
