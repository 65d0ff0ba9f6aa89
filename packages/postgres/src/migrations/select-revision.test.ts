import { FailureError, type Failure } from '@rowpact/model';
import { describe, expect, test } from 'vitest';
import { describeFile } from './migration-file.js';
import type { MigrationPlan } from './migration.js';
import { selectRevision } from './select-revision.js';

function planOf(...files: readonly string[]): MigrationPlan {
  const migrations = files.map((file) => {
    const { label, version } = describeFile(file);
    return { path: `db/${file}`, label, version, hash: file, text: '', transaction: 'default' as const, included: [] };
  });
  return { migrations, ignored: [], notes: [] };
}

const LEAGUE = planOf(
  '017_outbox.sql',
  '018_player_teams.sql',
  '019_drop_team_id.sql',
  '020_orders.sql',
  '0180_far.sql',
);
const last = (plan: MigrationPlan, to: string): string | undefined => selectRevision(plan, to).migrations.at(-1)?.label;

function failureOf(plan: MigrationPlan, to: string): Failure {
  try {
    selectRevision(plan, to);
  } catch (error) {
    if (error instanceof FailureError) return error.failures[0];
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a revision', () => {
  test.each([
    '018',
    '18',
    '0018',
    '018_player_teams',
    '018_player_teams.sql',
    'db/018_player_teams.sql',
    './db/018_player_teams.sql',
  ])('is found as %s', (to) => {
    expect(selectRevision(LEAGUE, to).migrations.map((migration) => migration.version)).toEqual(['017', '018']);
  });

  test('is found by a version of several parts, however it is written', () => {
    const plan = planOf('V1.2__players.sql', 'V1_10__teams.sql', '2024-01-15-000000_orders/up.sql', 'R__views.sql');
    expect(last(plan, '1.10')).toBe('V1_10__teams');
    expect(last(plan, '1_2')).toBe('V1.2__players');
    expect(last(plan, 'v1.2')).toBe('V1.2__players');
    expect(last(plan, '1.2.0')).toBe('V1.2__players');
    expect(last(plan, '2024-01-15-000000')).toBe('2024-01-15-000000_orders');
    expect(last(plan, 'R__views')).toBe('R__views');
  });

  test('is found with or without the numbers of its folders', () => {
    const plan = planOf('2023/001_players.sql', '2024/001_teams.sql', '2024/002_orders.sql');
    expect(last(plan, '2024/1')).toBe('2024/001_teams');
    expect(last(plan, '2')).toBe('2024/002_orders');
    expect(last(plan, '001_teams')).toBe('2024/001_teams');
    expect(failureOf(plan, '001')).toMatchObject({
      code: 'revision-unknown',
      detail: ['db/2023/001_players.sql', 'db/2024/001_teams.sql'],
    });
  });

  test('that does not exist fails with the nearest and the last ones', () => {
    expect(failureOf(LEAGUE, '018_player_team')).toMatchObject({
      code: 'revision-unknown',
      message: 'there is no migration 018_player_team',
      detail: ['nearest: 018_player_teams, 0180_far, 019_drop_team_id', 'last: 019_drop_team_id, 020_orders, 0180_far'],
    });
    for (const to of ['', '1', '18_player', 'player_teams', '__proto__', '18x'])
      expect(failureOf(LEAGUE, to).code).toBe('revision-unknown');
  });
});
