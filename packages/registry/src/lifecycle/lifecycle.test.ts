import { FailureError, type Deprecation, type Failure } from '@rowpact/model';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addApproval,
  addDeprecation,
  markDropped,
  parseLifecycle,
  readLifecycle,
  removeApproval,
  removeDeprecation,
  type Announcement,
} from './index.js';

// A case is a lifecycle.yaml and what reading it answers. UPDATE_GOLDENS=1 writes the answers anew.
const CASES = join(import.meta.dirname, 'cases');
const FILE = 'registry/basketball-api/lifecycle.yaml';

describe('reading a lifecycle', () => {
  test.each(readdirSync(CASES).filter((name) => name.endsWith('.yaml')))('case %s', (name) => {
    const golden = join(CASES, name.replace('.yaml', '.json'));
    const answer = `${JSON.stringify(read(readFileSync(join(CASES, name), 'utf8')), null, 2)}\n`;
    if (process.env['UPDATE_GOLDENS']) writeFileSync(golden, answer);
    expect(answer).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : 'no golden; run with UPDATE_GOLDENS=1');
  });

  test('every mistake has a place and says what to do', () => {
    const { failures } = read(readFileSync(join(CASES, 'mistakes.yaml'), 'utf8'));
    expect(failures?.length).toBeGreaterThan(18);
    for (const failure of failures ?? [])
      expect(failure).toMatchObject({
        code: 'lifecycle-invalid',
        hint: expect.stringMatching(/[.?]$/u),
        location: { file: FILE, line: expect.any(Number), column: expect.any(Number) },
      });
  });

  test('a producer without the file announces nothing, and one in another encoding is refused', async () => {
    const root = mkdtempSync(join(tmpdir(), 'rowpact-lifecycle-'));
    const directory = join(root, 'registry');
    mkdirSync(join(directory, 'basketball-api'), { recursive: true });
    const empty = await readLifecycle(directory, 'basketball-api');
    expect(empty).toMatchObject({ text: '', path: FILE, lifecycle: { deprecations: [], approvals: [] } });
    writeFileSync(join(root, FILE), addDeprecation(empty, TEAM));
    const { lifecycle, file } = await readLifecycle(directory, 'basketball-api');
    expect(lifecycle.deprecations).toMatchObject([{ subject: TEAM.subject, location: { file, line: 6, column: 3 } }]);
    writeFileSync(join(root, FILE), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(readLifecycle(directory, 'basketball-api')).rejects.toMatchObject({
      failures: [{ code: 'lifecycle-invalid' }],
    });
    rmSync(root, { recursive: true });
  });
});

const TEAM: Announcement = {
  kind: 'column',
  subject: 'public.players.team_id',
  reason: 'players may be in several teams',
  replacement: 'player_teams.team_id',
  since: '018_player_teams',
  removeAfter: '2027-01-15',
  cascade: ['view active_players'],
  users: null,
  dropped: null,
};

describe('editing a lifecycle', () => {
  const everything = parseLifecycle(readFileSync(join(CASES, 'everything.yaml'), 'utf8'), FILE);

  test('starts a file that a newcomer understands', () => {
    const text = addDeprecation(parseLifecycle('', FILE), TEAM);
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.schemas\/lifecycle\.schema\.json\n# What is on its way out/u,
    );
    expect(text.slice(text.indexOf('version'))).toBe(
      `version: 1
columns:
  players.team_id:
    reason: players may be in several teams
    replacement: player_teams.team_id
    since: "018_player_teams"
    remove_after: "2027-01-15"
    cascade: [view active_players]
`,
    );
    expect(parseLifecycle(text, FILE).lifecycle.deprecations).toEqual([
      { ...TEAM, source: 'registry', location: { file: FILE, line: 6, column: 3 } },
    ]);
  });

  test.each([
    ['table', 'public."select"'],
    ['column', '"a b"."select"."x.y"'],
    ['enum value', 'public.contract_status."in progress"'],
    ['constraint', 'billing.orders."Total positive"'],
    ['default', 'public.players.score'],
  ] as const)('writes a %s so that it reads as what it was', (kind, subject) => {
    const entry = {
      ...TEAM,
      kind,
      subject,
      reason: 'why: "so"\n# no',
      cascade: [],
      users: null,
      replacement: null,
      since: null,
    };
    const text = addDeprecation(everything, entry);
    expect(find(text, subject, kind)).toMatchObject(entry);
    expect(removeDeprecation(parseLifecycle(text, FILE), entry)).not.toContain('why: \\"so\\"');
  });

  test('keeps what people wrote', () => {
    const later = addDeprecation(everything, {
      ...TEAM,
      removeAfter: '2027-03-01',
      cascade: ['view active_players', 'constraint teams.teams_captain_fkey'],
    });
    expect(later).toBe(
      everything.text.replace('remove_after: 2027-01-15\n    cascade', 'remove_after: "2027-03-01"\n    cascade'),
    );
    const gone = markDropped(everything, TEAM, { migration: '019_drop_team_id', on: '2027-02-01' });
    expect(gone).toContain('since: 018_player_teams      # optional\n');
    expect(find(gone, TEAM.subject, 'column')?.dropped).toEqual({ migration: '019_drop_team_id', on: '2027-02-01' });
  });

  test('finds an entry under whatever spelling of its name', () => {
    const file = parseLifecycle(
      'version: 1\ncolumns:\n  # ask Ana\n  Public.PLAYERS.team_id: { reason: x, remove_after: 2027-01-15 }\n',
      FILE,
    );
    expect(markDropped(file, TEAM, { migration: '019', on: null })).toContain('Public.PLAYERS.team_id');
    expect(removeDeprecation(file, TEAM)).toBe('version: 1\ncolumns: {}\n');
    expect(removeDeprecation(file, { kind: 'table', subject: 'public.players' })).toBe(file.text);
  });

  test('gives what a comment announced a tombstone', () => {
    const text = markDropped(
      parseLifecycle('', FILE),
      { ...TEAM, removeAfter: null },
      { migration: '019', on: '2027-02-01' },
    );
    expect(find(text, TEAM.subject, 'column')).toMatchObject({
      removeAfter: null,
      dropped: { migration: '019', on: '2027-02-01' },
    });
  });

  test('adds, replaces and removes approvals', () => {
    const approval = {
      fingerprint: '0000000000000001',
      hazard: 'column-dropped',
      by: 'Ana',
      why: 'x',
      expires: '2026-12-31',
    };
    const text = addApproval(parseLifecycle('', FILE), approval);
    expect(text).toContain('fingerprint: "0000000000000001"');
    const more = addApproval(parseLifecycle(text, FILE), { ...approval, why: 'y' });
    expect(parseLifecycle(more, FILE).lifecycle.approvals).toMatchObject([{ ...approval, why: 'y' }]);
    expect(parseLifecycle(addApproval(everything, approval), FILE).lifecycle.approvals).toHaveLength(3);
    expect(parseLifecycle(removeApproval(parseLifecycle(more, FILE), approval), FILE).lifecycle.approvals).toEqual([]);
    expect(removeApproval(everything, approval)).toBe(everything.text);
  });
});

function find(text: string, subject: string, kind: Deprecation['kind']): Deprecation | undefined {
  return parseLifecycle(text, FILE).lifecycle.deprecations.find((one) => one.subject === subject && one.kind === kind);
}

function read(text: string): { readonly failures?: readonly Failure[]; readonly lifecycle?: unknown } {
  try {
    return { lifecycle: parseLifecycle(text, FILE).lifecycle };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { failures: error.failures };
  }
}
