import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import {
  announced,
  activePlayers,
  change,
  column,
  dropTeamId,
  PLAYERS,
  playerTeams,
  players,
  question,
  schemaOf,
  STATUS,
  without,
} from '../../lifecycle/testing/league-lifecycle.js';

function found(given: Partial<LifecycleQuestion>): readonly string[] {
  return judgeLifecycle(question(given))
    .filter(({ rule }) => rule === 'drop-not-alone')
    .map(({ sentence }) => sentence);
}

const dropScore = change(
  { kind: 'column-dropped', relation: PLAYERS, column: 'score', before: column('score'), cascaded: false },
  undefined,
  2,
);

describe('a drop in company', () => {
  it('is refused beside whatever destroys something', () => {
    const others = [
      dropScore,
      change({ kind: 'data-written', relation: playerTeams.id, how: 'delete', columns: [] }, undefined, 3),
      change({ kind: 'column-not-null-set', relation: PLAYERS, column: 'email', hasDefault: false }, undefined, 4),
    ];
    expect(found({ changes: [dropTeamId, ...others] })).toEqual([
      'migration 019_drop_team_id drops players.team_id, and the same migration deletes rows of player_teams, drops players.score and sets NOT NULL on players.email',
    ]);
  });

  it('also where one statement drops both', () => {
    expect(found({ changes: [dropTeamId, { ...dropScore, origin: dropTeamId.origin }] })).toHaveLength(1);
  });

  it('is fine beside what adds, and what another migration does', () => {
    const added = change(
      { kind: 'column-added', relation: PLAYERS, column: 'x', after: column('x'), comparable: true },
      undefined,
      2,
    );
    expect(
      found({
        changes: [
          dropTeamId,
          added,
          { ...dropScore, origin: change({ kind: 'enum-reordered', type: STATUS }, '020').origin },
        ],
      }),
    ).toEqual([]);
  });

  it('is fine beside another announced drop, which passes the same demands', () => {
    const score = announced({ subject: `${PLAYERS}.score`, replacement: null });
    const both = {
      announcedBefore: [announced(), score],
      announced: [announced(), score],
      changes: [dropTeamId, dropScore],
    };
    expect(
      found({ ...both, after: schemaOf(activePlayers, playerTeams, without(players, 'team_id', 'score')) }),
    ).toEqual([]);
  });

  it('is fine beside a view that is made again without the column, where the announcement says so', () => {
    const view = change(
      {
        kind: 'column-dropped',
        relation: activePlayers.id,
        column: 'team_id',
        before: column('team_id'),
        cascaded: false,
      },
      undefined,
      2,
    );
    const given = {
      changes: [view, dropTeamId],
      after: schemaOf(without(activePlayers, 'team_id'), playerTeams, without(players, 'team_id')),
    };
    expect(found(given)).toHaveLength(1);
    const cascade = ['view active_players'];
    expect(found({ ...given, announced: [announced({ cascade })] })).toEqual([]);
  });

  it('is not asked of what was never announced', () => {
    expect(found({ changes: [dropTeamId, dropScore], announcedBefore: [], announced: [] })).toEqual([]);
  });
});
