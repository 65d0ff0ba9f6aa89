import { DEFAULT_POLICY } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import {
  activePlayers,
  after,
  announced,
  change,
  column,
  dropTeamId,
  PLAYERS,
  players,
  playerTeams,
  question,
  relation,
  schemaOf,
  without,
} from '../../lifecycle/testing/league-lifecycle.js';

const TWO_PHASE = { ...DEFAULT_POLICY, drops: 'two-phase' as const };

function found(given: Partial<LifecycleQuestion>): readonly string[] {
  return judgeLifecycle(question(given))
    .filter(({ rule }) => rule === 'drop-not-announced')
    .map(({ verdict, sentence }) => `${verdict}: ${sentence}`);
}

describe('a drop that was not announced', () => {
  it('is refused where the producer drops nothing unannounced', () => {
    const unannounced = { announcedBefore: [], announced: [] };
    expect(found({ ...unannounced, policy: TWO_PHASE })).toEqual([
      'may break: migration 019_drop_team_id drops players.team_id, which was never announced',
    ]);
    expect(found(unannounced)).toEqual([]);
  });

  it('is refused where the announcement comes with it, whatever the policy', () => {
    expect(found({ announcedBefore: [], announced: [announced()] })).toEqual([
      'may break: migration 019_drop_team_id drops players.team_id, which is announced in the same change',
    ]);
    expect(found({ announcedBefore: [] })).toEqual([]); // a tombstone alone announces nothing
    expect(found({ announcedBefore: [], policy: TWO_PHASE })).toHaveLength(1);
  });

  it('is unknown where nobody could look at what was announced before', () => {
    expect(found({ announcedBefore: null, announced: [announced()] })).toEqual([
      'unknown: migration 019_drop_team_id drops players.team_id, and nobody could look whether it was announced before',
    ]);
  });

  it('is fine where it was', () => {
    expect(found({ policy: TWO_PHASE })).toEqual([]);
  });

  it('is also a rename, a table, a constraint, a default and an enum value', () => {
    const base = schemaOf(players, playerTeams);
    const head = {
      ...schemaOf(
        without(
          {
            ...players,
            uniques: [],
            columns: players.columns.map((one) => (one.name === 'score' ? column('score') : one)),
          },
          'team_id',
        ),
      ),
      enums: base.enums.map((type) => ({ ...type, labels: ['draft', 'signed'] })),
    };
    const renamed = change(
      { kind: 'column-renamed', relation: PLAYERS, column: 'team_id', to: 'old_team', taken: false },
      '020',
    );
    expect(
      found({ before: base, after: head, changes: [renamed], announcedBefore: [], announced: [], policy: TWO_PHASE }),
    ).toEqual([
      'may break: the new schema drops contract_status.void, which was never announced',
      'may break: the new schema drops player_teams, which was never announced',
      'may break: the new schema drops players.players_email_key, which was never announced',
      'may break: the new schema drops players.score, which was never announced',
      'may break: migration 020 renames players.team_id, which was never announced',
    ]);
  });

  it('counts once what goes with something else', () => {
    const part = relation('players_2027', players.columns, { partitionOf: { parent: PLAYERS, bound: '' } });
    const both = {
      before: schemaOf(players, part),
      after: schemaOf(without(players, 'team_id'), without(part, 'team_id')),
    };
    expect(found({ ...both, announcedBefore: [], announced: [], policy: TWO_PHASE })).toHaveLength(1);
    const dropped = { before: schemaOf(players, part), after: schemaOf(), changes: [] };
    expect(found({ ...dropped, announcedBefore: [], announced: [], policy: TWO_PHASE })).toHaveLength(1);
  });

  it('is excused where an announced object says that it falls', () => {
    const view = { kind: 'relation-dropped', relation: activePlayers.id, before: 'view', cascaded: true } as const;
    const given = {
      after: schemaOf(playerTeams, without(players, 'team_id')),
      changes: [dropTeamId, change(view)],
      policy: TWO_PHASE,
    };
    expect(found(given)).toHaveLength(1);
    const cascade = ['view active_players'];
    expect(found({ ...given, announcedBefore: [announced({ cascade })], announced: [announced({ cascade })] })).toEqual(
      [],
    );
  });

  it('is none where the name stays', () => {
    expect(found({ before: after, after, announcedBefore: [], announced: [], policy: TWO_PHASE })).toEqual([]);
  });
});
