import type { Report } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { paintFor } from './style.js';
import { textReport } from './text-report.js';

const plain = paintFor({ colour: false });

const report: Report = {
  command: 'generate',
  producers: [
    {
      name: 'basketball-api',
      source: 'migrations',
      revision: '019_drop_players_team_id',
      pinned: false,
      migrations: [
        { label: '018_player_teams', version: '018', path: 'db/018_player_teams.sql' },
        { label: '019_drop_players_team_id', version: '019', path: 'db/019_drop_players_team_id.sql' },
      ],
      replayed: 1,
      relations: 12,
    },
  ],
  files: [
    { path: 'registry/b/schema/public.players.json', state: 'updated', producer: 'basketball-api', consumer: null },
    { path: 'web/src/database.gen.ts', state: 'updated', producer: 'basketball-api', consumer: 'westside-contracts' },
    { path: 'worker/src/database.gen.ts', state: 'unchanged', producer: 'basketball-api', consumer: 'notifier' },
  ],
  findings: [
    {
      kind: 'contract-column-missing',
      producer: 'basketball-api',
      consumer: 'westside-contracts',
      relation: 'players',
      column: 'team_id',
      location: { file: 'registry/b/consumers/westside-contracts.yaml', line: 14, column: 22 },
      nearest: null,
    },
  ],
  failures: [],
  notes: ['created role app, which no migration creates'],
};

describe('the report for people', () => {
  it('says where the schema came from, which files changed and for whom, and only counts the rest', () => {
    expect(textReport(report, false, plain, plain).stdout).toBe(
      [
        'basketball-api  2 migrations, up to 019_drop_players_team_id, 12 relations, 1 replayed',
        '  updated    web/src/database.gen.ts  westside-contracts',
        '  updated    registry/b/schema/public.players.json',
        '  unchanged  1 file',
        '',
      ].join('\n'),
    );
  });

  it('puts notes and findings on the other stream, each with its place and next step', () => {
    expect(textReport(report, false, plain, plain).stderr).toBe(
      [
        'note: created role app, which no migration creates',
        'contract-column-missing westside-contracts says it uses players.team_id, which basketball-api does not have',
        '  registry/b/consumers/westside-contracts.yaml:14:22',
        "  next: make the consumer's type-check pass, then take the name out of its contract",
        '1 finding',
        '',
      ].join('\n'),
    );
  });

  it('sums up many files of the registry in one line', () => {
    const files = Array.from({ length: 6 }, (_, index) => ({
      path: `registry/b/schema/public.t${index}.json`,
      state: 'created' as const,
      producer: 'basketball-api',
      consumer: null,
    }));
    expect(textReport({ ...report, files }, false, plain, plain).stdout).toContain(
      '  created    6 files of the registry\n',
    );
  });

  it('names the command that brings stale files up to date, and shows the diff', () => {
    const diff = '--- a\n+++ a\n@@ -1,1 +1,1 @@\n-old\n+new\n';
    const stale: Report = { ...report, findings: [{ kind: 'stale-file', file: 'a', change: 'update', diff }] };
    const { stdout, stderr } = textReport(stale, true, plain, plain);
    expect(stdout).toContain('  stale      web/src/database.gen.ts');
    expect(stderr).toContain('stale-file a is out of date\n  --- a\n  +++ a\n  @@ -1,1 +1,1 @@\n  -old\n  +new\n');
    expect(stderr).toContain('1 finding; `rowpact generate` brings the file up to date\n');
  });

  it("shows PostgreSQL's own words about a statement it refused, and never says that all is well", () => {
    const failed: Report = {
      ...report,
      producers: [],
      files: [],
      findings: [],
      notes: [],
      failures: [
        {
          code: 'migration-failed',
          message: 'PostgreSQL refused a statement of 007_orders',
          hint: 'mend the migration',
          location: { file: 'db/007_orders.sql', line: 3, column: 8 },
          sql: {
            sqlstate: '42P01',
            message: 'relation "orderz" does not exist',
            detail: null,
            hint: null,
            statement: 'ALTER TABLE orderz',
          },
        },
      ],
    };
    expect(textReport(failed, false, plain, plain)).toEqual({
      stdout: '',
      stderr: [
        'error[migration-failed] PostgreSQL refused a statement of 007_orders',
        '  db/007_orders.sql:3:8',
        '  | ALTER TABLE orderz',
        '  PostgreSQL says: relation "orderz" does not exist (SQLSTATE 42P01)',
        '  next: mend the migration',
        'could not do it: 1 error',
        '',
      ].join('\n'),
    });
  });

  it('is coloured only where asked', () => {
    const red = paintFor({ colour: true });
    expect(textReport(report, false, red, plain).stdout).toContain('\u001b[');
    expect(textReport(report, false, plain, plain).stdout).not.toContain('\u001b[');
  });
});
