import { DEFAULT_POLICY, type Deprecation } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import {
  access,
  announced,
  before,
  column,
  PLAYERS,
  players,
  playerTeams,
  question,
  relation,
  schemaOf,
  statement,
  STATUS,
  TODAY,
  version,
} from '../../lifecycle/testing/league-lifecycle.js';

function found(one: Partial<Deprecation>, given: Partial<LifecycleQuestion> = {}): readonly string[] {
  const entry = announced({ removeAfter: '2027-06-01', ...one });
  const still = { after: before, changes: [], announced: [entry], announcedBefore: [entry] };
  return judgeLifecycle(question({ ...still, ...given }))
    .filter(({ rule }) => rule === 'deprecation-incomplete')
    .map(({ sentence }) => sentence);
}

describe('an announcement', () => {
  it('is fine as it is', () => {
    expect(found({})).toEqual([]);
  });

  it('gives consumers their time when it is new', () => {
    const policy = { ...DEFAULT_POLICY, graceDays: 28 };
    const entry = announced({ removeAfter: '2027-02-28' });
    expect(found({}, { policy, announced: [entry], announcedBefore: [] })).toEqual([
      'players.team_id is announced to go on 2027-02-28, and consumers are promised 28 days',
    ]);
    expect(found({}, { policy, announced: [announced({ removeAfter: '2027-03-01' })], announcedBefore: [] })).toEqual(
      [],
    );
    expect(found({}, { policy, announced: [entry], announcedBefore: [entry] })).toEqual([]);
    expect(found({}, { policy, announced: [entry], announcedBefore: null })).toEqual([]);
    expect(found({}, { policy, announced: [entry], announcedBefore: [announced({ removeAfter: null })] })).toHaveLength(
      1,
    );
  });

  it('names what is there', () => {
    expect(found({ subject: `${PLAYERS}.tema_id` })).toEqual([
      'players.tema_id is announced to go, and the schema has no such column',
    ]);
    expect(found({ kind: 'enum value', subject: `${STATUS}.voided`, replacement: null })).toHaveLength(1);
    expect(found({ kind: 'constraint', subject: `${PLAYERS}.players_email_key`, replacement: null })).toEqual([]);
    expect(found({ kind: 'table', subject: playerTeams.id, replacement: null })).toEqual([]);
  });

  it('becomes a tombstone with the drop', () => {
    const entry = announced();
    expect(found({}, { ...question(), announced: [entry], announcedBefore: [entry] })).toEqual([
      'players.team_id is dropped by migration 019_drop_team_id, and its entry does not say so',
    ]);
    expect(found({}, question())).toEqual([]);
  });

  it.each([
    ['player_teams.team_id', true],
    ['public.player_teams', true],
    ['score', true],
    ['the players API', true],
    ['player_team.team_id', false],
    ['player_teams.teams_id', false],
  ])('names a replacement that is there: %s', (replacement, there) => {
    expect(found({ replacement })).toHaveLength(there ? 0 : 1);
  });

  it.each([
    ['draft', true],
    ['contract_status.signed', true],
    ["'signed'", true],
    ['cancelled', false],
  ])('names a label that is there: %s', (replacement, there) => {
    expect(found({ kind: 'enum value', subject: `${STATUS}.void`, replacement })).toHaveLength(there ? 0 : 1);
  });

  it('lets writers leave the column out', () => {
    const must = schemaOf(
      relation(
        'players',
        players.columns.map((one) => (one.name === 'team_id' ? column('team_id', { nullable: false }) : one)),
      ),
      playerTeams,
    );
    const writes = version({ statements: [statement('INSERT …', [access({ insert: ['team_id'], omitted: [] })])] });
    expect(found({}, { after: must, versions: [writes] })).toEqual([
      'players.team_id is NOT NULL without a default, so nobody who inserts into players can leave it out',
    ]);
    expect(found({}, { after: must, versions: [version({})] })).toEqual([]);
    expect(found({}, { after: must, versions: [version(null)] })).toHaveLength(1);
    expect(found({}, { versions: [writes] })).toEqual([]);
  });

  it('is asked on every day', () => {
    expect(found({ removeAfter: TODAY })).toEqual([]);
  });
});
