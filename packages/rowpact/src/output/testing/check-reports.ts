import type { Report } from '@rowpact/model';
import { checkOf, checked, impact, INCIDENT } from './incident-report.js';

const ALL_ANNOUNCED = {
  subject: 'players.team_id',
  change: 'players.team_id is dropped',
  announced: { file: 'registry/basketball-api/lifecycle.yaml', line: 3, column: 5 },
  removeAfter: '2026-11-01',
  due: true,
  state: 'droppable',
  mustBeAnnounced: true,
  alone: true,
} as const;

const NOBODY_BREAKS: Report = checkOf([], {
  changes: [
    { sentence: 'players.team_id is dropped', subject: 'players.team_id', verdict: 'safe', location: null },
    { sentence: 'games.tip_off is added', subject: 'games.tip_off', verdict: 'safe', location: null },
    { sentence: 'outbox.payload may be NULL', subject: 'outbox.payload', verdict: 'safe', location: null },
  ],
  removals: [ALL_ANNOUNCED],
  safe: 142,
});

const NOTHING_PENDING: Report = checkOf([], { head: '018_player_teams', migrations: [], changes: [], removals: [] });

const TO_SCAN = {
  summary: 'Scan it once; its statements then travel in the registry.',
  steps: [{ who: 'consumer', what: 'run it where the source is, and commit what it writes', command: 'rowpact scan' }],
} as const;

/** One consumer was never scanned, another has SQL that nobody can read. */
const UNKNOWN: Report = checkOf(
  [
    impact({
      rule: 'could-not-look',
      verdict: 'unknown',
      consumer: 'stats-exporter',
      sentence: 'what stats-exporter uses is not known: it was never scanned',
      change: null,
      subject: null,
      location: { file: 'registry/basketball-api/consumers/stats-exporter.yaml', line: 1 },
      migration: null,
      excerpt: null,
      why: 'A consumer that nobody looked into may use anything.',
      refusal: null,
      remedy: TO_SCAN,
      fingerprint: '0c9e1f77aa3b5d21',
    }),
    impact({
      rule: 'could-not-look',
      verdict: 'unknown',
      consumer: 'coach-dashboard',
      sentence: 'coach-dashboard sends SQL to players that is put together where nobody can follow it',
      location: { file: 'coach-dashboard/src/search.ts', line: 52, column: 11 },
      excerpt: { text: 'SELECT name FROM players WHERE ${filter}', start: 31, length: 9 },
      why: 'What stands in its place is known only when it runs; it may name players.team_id.',
      refusal: null,
      remedy: {
        summary: 'Write the SQL so that it can be read.',
        steps: [
          { who: 'consumer', what: 'name what it uses under `keep` in the contract, or build it with parameters' },
        ],
      },
      fingerprint: '41dd90e2b7c8f3a5',
    }),
  ],
  { consumers: [...checked().consumers, { name: 'stats-exporter', statements: null, blind: 0, deployed: [] }] },
);

/** The same as a warning: the check passes, and must not say that nobody breaks. */
const UNKNOWN_ALLOWED: Report = {
  ...UNKNOWN,
  findings: UNKNOWN.findings.map((finding) => ({ ...finding, level: 'warning' as const })),
};

/** A dozen statements of one consumer, a deployed version, and what is only warned of, accepted or noted. */
const MANY: Report = checkOf(
  [
    ...Array.from({ length: 12 }, (_, index) =>
      impact({
        consumer: 'coach-dashboard',
        sentence: 'coach-dashboard reads players.team_id, which migration 019 drops',
        location: {
          file: `coach-dashboard/src/queries/${index < 6 ? 'roster' : 'standings'}.ts`,
          line: 10 * (index + 1),
        },
        fingerprint: `00000000000000${String(index).padStart(2, '0')}`,
      }),
    ),
    impact({
      sentence:
        'westside-contracts as it runs in production (4f2c1e9a) reads players.team_id, which migration 019 drops',
      deployed: { environment: 'production', sha: '4f2c1e9a7d2e48b05b0e6cf19a7d2e485b0e6cf1' },
      fingerprint: 'd1f2e3c4b5a60718',
    }),
    impact({
      rule: 'type-changed',
      verdict: 'silent',
      consumer: 'notifier',
      sentence: 'notifier compares outbox.id as a number, which becomes a string',
      change: 'outbox.id becomes bigint (was integer)',
      subject: 'outbox.id',
      location: { file: 'notifier/src/deliver.ts', line: 31, column: 18 },
      migration: { file: 'basketball-api/migrations/020_bigger_outbox.sql', line: 1, column: 1 },
      excerpt: { text: '\tSELECT id, payload FROM outbox', start: 8, length: 2 },
      why: 'The driver reads bigint as a string, so that === with a number is false.',
      refusal: null,
      remedy: {
        summary: 'Let the consumers read it as a string first.',
        steps: [{ who: 'consumer', what: 'parse outbox.id where it is read' }],
      },
      fingerprint: 'a1a1b2b2c3c3d4d4',
    }),
    impact({
      rule: 'default-changed',
      level: 'warning',
      verdict: 'silent',
      consumer: 'notifier',
      sentence: 'notifier inserts into outbox without status, whose default is another one',
      change: "outbox.status has the default 'queued'",
      subject: 'outbox.status',
      location: { file: 'notifier/src/enqueue.ts', line: 9, column: 3 },
      fingerprint: '7777888899990000',
    }),
    impact({ level: 'note', verdict: 'safe', sentence: 'a note', fingerprint: '1212121212121212' }),
    impact({
      sentence: 'westside-contracts types players.team_id, which migration 019 drops',
      verdict: 'types only',
      fingerprint: '3434343434343434',
      accepted: { how: 'approval', by: 'dana', why: 'the page goes on Friday', until: '2027-01-15' },
    }),
  ],
  {
    changes: [
      ...checked().changes,
      {
        sentence: 'outbox.id becomes bigint (was integer)',
        subject: 'outbox.id',
        verdict: 'silent',
        location: { file: 'basketball-api/migrations/020_bigger_outbox.sql', line: 1, column: 1 },
      },
      {
        sentence: "outbox.status has the default 'queued'",
        subject: 'outbox.status',
        verdict: 'silent',
        location: { file: 'basketball-api/migrations/020_bigger_outbox.sql', line: 2, column: 1 },
      },
    ],
    removals: [{ ...ALL_ANNOUNCED, due: false, removeAfter: '2027-01-15', state: 'deprecated', alone: false }],
    stale: null,
  },
);

const OVERRIDDEN: Report = {
  ...INCIDENT,
  findings: INCIDENT.findings.map((finding) => ({
    ...finding,
    accepted: { how: 'override' as const, by: 'dana', why: 'the database is full and this frees it', until: null },
  })),
};

/** Names as somebody writes them who wants a report to say something else. */
const EVIL =
  'a\u001b[31m"b\n::error::no' +
  '\u202e' +
  '<!-- rowpact:check --> | `x` ]]> <script>@everyone</script> **b** [l](https://e.example)';
const HOSTILE: Report = checkOf(
  [
    impact({
      consumer: EVIL,
      sentence: `${EVIL} reads ${EVIL}`,
      change: `${EVIL} is dropped`,
      subject: EVIL,
      location: { file: `src/a%b,c:d\n::warning::e/${'x'.repeat(30)} [token].ts`, line: 3, column: 2 },
      excerpt: { text: `\tSELECT 選手 FROM "${EVIL}"`, start: 8, length: 2 },
      refusal: { sqlstate: '42703', message: `column "${EVIL}" does not exist` },
      remedy: {
        summary: EVIL,
        steps: [{ who: 'producer', what: EVIL, sql: 'SELECT 1;\n```\n# end', command: 'rowpact check' }],
      },
    }),
  ],
  { base: EVIL, changes: [{ sentence: `${EVIL} is dropped`, subject: EVIL, verdict: 'breaks', location: null }] },
);

const COULD_NOT: Report = {
  command: 'check',
  producers: [],
  files: [],
  findings: [],
  failures: [
    {
      code: 'migration-failed',
      message: 'PostgreSQL refused a statement of 019_drop_team_id',
      hint: 'mend the migration',
      location: { file: 'basketball-api/migrations/019_drop_team_id.sql', line: 2, column: 13 },
      sql: {
        sqlstate: '42P01',
        message: 'relation "playerz" does not exist',
        detail: null,
        hint: null,
        statement: 'ALTER TABLE playerz',
      },
    },
  ],
  notes: [],
};

/** What `scan --check` finds: no change is judged, and code and registry are compared. */
const SCANNED: Report = {
  command: 'scan',
  producers: [],
  files: [
    {
      path: 'registry/basketball-api/consumers/notifier.yaml',
      state: 'updated',
      producer: 'basketball-api',
      consumer: null,
    },
  ],
  findings: [
    {
      kind: 'stale-file',
      file: 'registry/basketball-api/consumers/notifier.yaml',
      change: 'update',
      diff: '--- a\n+++ b\n@@ -1,1 +1,1 @@\n-old\n+new\n',
    },
    {
      kind: 'deprecated-use',
      producer: 'basketball-api',
      consumer: 'notifier',
      subject: 'players.team_id',
      reason: 'a player has several teams',
      replacement: 'player_teams.team_id',
      removeAfter: '2027-01-15',
      evidence: [{ location: { file: 'notifier/src/roster.ts', line: 12, column: 20 }, access: 'read', from: null }],
      location: { file: 'notifier/src/roster.ts', line: 12, column: 20 },
    },
    {
      kind: 'unknown-use',
      producer: 'basketball-api',
      consumer: 'notifier',
      location: { file: 'notifier/src/search.ts', line: 8, column: 9 },
      reason: 'dynamic SQL',
      detail: 'filter is not known here',
    },
  ],
  failures: [],
  notes: ['notifier was scanned in part'],
};

/** Each is a scenario; what every format makes of it stands in `cases/<name>/`. */
export const REPORTS = {
  incident: INCIDENT,
  'nobody-breaks': NOBODY_BREAKS,
  'nothing-pending': NOTHING_PENDING,
  unknown: UNKNOWN,
  'unknown-allowed': UNKNOWN_ALLOWED,
  many: MANY,
  overridden: OVERRIDDEN,
  hostile: HOSTILE,
  'could-not': COULD_NOT,
  scanned: SCANNED,
} satisfies Readonly<Record<string, Report>>;
