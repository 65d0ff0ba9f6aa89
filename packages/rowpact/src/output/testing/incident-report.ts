import type { CheckReport, Evidence, ImpactFinding, Location, Remedy, Report } from '@rowpact/model';

export const REMEDY: Remedy = {
  summary:
    'Announce that players.team_id goes, let every consumer stop using it, then drop it in a migration of its own.',
  steps: [
    { who: 'producer', what: 'take the drop out of this migration' },
    {
      who: 'producer',
      what: 'announce it',
      command:
        'rowpact deprecate players.team_id --replacement player_teams.team_id --remove-after 2027-01-15 --reason "<why>"',
    },
    { who: 'consumer', what: 'stop reading and writing players.team_id, deploy, and run `rowpact scan`' },
    {
      who: 'producer',
      what: 'when `rowpact lifecycle` says droppable, drop it alone in a later migration',
      sql: 'ALTER TABLE players DROP COLUMN team_id;',
    },
  ],
};

const MIGRATION: Location = { file: 'basketball-api/migrations/019_drop_team_id.sql', line: 2, column: 1 };
const PAGE = 'westside-contracts/src/routes/contract/[token]/+page.server.ts';

/** A finding about the dropped column; a case says what is other about its own. */
export function impact(own: Partial<ImpactFinding> = {}): ImpactFinding {
  return {
    kind: 'impact',
    rule: 'column-dropped',
    verdict: 'breaks',
    level: 'error',
    producer: 'basketball-api',
    consumer: 'westside-contracts',
    deployed: null,
    sentence: 'westside-contracts reads players.team_id, which migration 019 drops',
    change: 'players.team_id is dropped',
    subject: 'players.team_id',
    location: { file: PAGE, line: 19, column: 40 },
    migration: MIGRATION,
    excerpt: { text: '       LEFT JOIN teams t ON t.id = p.team_id', start: 37, length: 7 },
    why: 'PostgreSQL refuses a statement that names a column which does not exist, each time it is sent.',
    evidence: [],
    refusal: { sqlstate: '42703', message: 'column p.team_id does not exist' },
    remedy: REMEDY,
    fingerprint: '5b0e6cf19a7d2e48',
    typecheck: null,
    accepted: null,
    ...own,
  };
}

export function rowRead(file: string, line: number): Evidence {
  return {
    location: { file, line, column: 7 },
    access: 'row read',
    from: { file: PAGE, line: 16, column: 6 },
  };
}

export function checked(own: Partial<CheckReport> = {}): CheckReport {
  return {
    producer: 'basketball-api',
    base: '018_player_teams',
    head: '019_drop_team_id',
    migrations: [{ label: '019_drop_team_id', path: MIGRATION.file }],
    changes: [
      {
        sentence: 'players.team_id is dropped',
        subject: 'players.team_id',
        verdict: 'breaks',
        location: MIGRATION,
      },
    ],
    consumers: [
      { name: 'coach-dashboard', statements: 41, blind: 0, deployed: [] },
      { name: 'notifier', statements: 38, blind: 0, deployed: [] },
      {
        name: 'westside-contracts',
        statements: 63,
        blind: 0,
        deployed: [{ environment: 'production', sha: '4f2c1e9a7d2e48b05b0e6cf19a7d2e485b0e6cf1', statements: 61 }],
      },
    ],
    safe: 140,
    removals: [
      {
        subject: 'players.team_id',
        change: 'players.team_id is dropped',
        announced: null,
        removeAfter: null,
        due: null,
        state: null,
        mustBeAnnounced: true,
        alone: true,
      },
    ],
    stale: [],
    ...own,
  };
}

export function checkOf(findings: Report['findings'], own: Partial<CheckReport> = {}): Report {
  return {
    command: 'check',
    producers: [
      {
        name: 'basketball-api',
        source: 'migrations',
        revision: '019_drop_team_id',
        pinned: false,
        migrations: [],
        replayed: null,
        relations: 12,
      },
    ],
    files: [],
    checks: [checked(own)],
    consumers: [],
    findings,
    failures: [],
    notes: [],
  };
}

/** The day of the incident: a column goes, a page joins over it and reads it from rows that came through `*`. */
export const INCIDENT: Report = checkOf([
  impact(),
  impact({
    sentence: 'westside-contracts reads players.team_id from rows that it selects with *, which migration 019 drops',
    location: { file: 'westside-contracts/src/lib/calendar.ts', line: 7, column: 14 },
    excerpt: {
      text: 'SELECT p.*, par.name AS parent_name, par.email AS parent_email,',
      start: 9,
      length: 1,
    },
    why: 'The statement still runs, but its rows come without the column: the property is undefined at run time, and a hand-written type still promises it.',
    evidence: [
      { location: { file: PAGE, line: 16, column: 14 }, access: 'wildcard', from: null },
      rowRead('westside-contracts/src/lib/calendar.ts', 8),
      rowRead('westside-contracts/src/lib/contract-text.ts', 35),
      rowRead(PAGE, 37),
      rowRead('westside-contracts/src/routes/contract/[token]/+page.svelte', 40),
    ],
    refusal: null,
    fingerprint: 'c17d33e09b52a4f6',
    typecheck: { kind: 'unseen' },
  }),
  impact({
    rule: 'drop-not-announced',
    verdict: 'may break',
    consumer: null,
    sentence: '019_drop_team_id drops players.team_id, which was never announced',
    location: MIGRATION,
    excerpt: null,
    why: 'Whoever begins to use it today is not told that it goes.',
    refusal: null,
    fingerprint: '90ab7f4420c6de13',
  }),
]);
