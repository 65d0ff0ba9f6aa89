import { describe, expect, it } from 'vitest';
import { judgeLifecycle, type LifecycleQuestion } from '../../lifecycle/index.js';
import {
  activePlayers,
  announced,
  change,
  column,
  dropTeamId,
  PLAYERS,
  playerTeams,
  players,
  question,
  schemaOf,
  tombstone,
  without,
} from '../../lifecycle/testing/league-lifecycle.js';
import type { ConstraintDetail } from '@rowpact/model';

function found(given: Partial<LifecycleQuestion>): readonly string[] {
  return judgeLifecycle(question(given))
    .filter(({ rule }) => rule === 'cascade-undeclared')
    .map(({ sentence }) => sentence);
}

const dropView = change({ kind: 'relation-dropped', relation: activePlayers.id, before: 'view', cascaded: true });
const gone = { after: schemaOf(playerTeams, without(players, 'team_id')), changes: [dropTeamId, dropView] };

function constraint(relation: ConstraintDetail['relation'], name: string, columns: readonly string[], cascaded = true) {
  const before: ConstraintDetail = {
    ...{ oid: 1, relation, name, kind: 'unique', columns, definition: '', expression: null },
    ...{ deferrable: false, deferred: false, validated: true, enforced: true, references: null },
  };
  return change({ kind: 'constraint-dropped', relation, before, cascaded });
}

describe('what falls with a drop', () => {
  it('is said before', () => {
    expect(found(gone)).toEqual([
      'migration 019_drop_team_id drops players.team_id, and view active_players falls with it unannounced',
    ]);
    for (const cascade of ['view active_players', 'MATERIALIZED VIEW public.active_players'])
      expect(found({ ...gone, announced: [{ ...tombstone, cascade: [cascade] }] })).toEqual([]);
  });

  it('falls where it was said to', () => {
    expect(found({ announced: [{ ...tombstone, cascade: ['view active_players'] }] })).toEqual([
      'view active_players was announced to fall with players.team_id and is still there',
    ]);
  });

  it('may be dropped by name in the same migration, or made again', () => {
    const announcedNow = [{ ...tombstone, cascade: ['view active_players'] }];
    const byName = change(
      { kind: 'relation-dropped', relation: activePlayers.id, before: 'view', cascaded: false },
      undefined,
      5,
    );
    expect(found({ ...gone, changes: [byName, dropTeamId], announced: announcedNow })).toEqual([]);
    const again = change(
      { kind: 'relation-replaced', relation: activePlayers.id, before: 'view', after: 'view', renamedTo: null },
      undefined,
      5,
    );
    expect(found({ changes: [again, dropTeamId], announced: announcedNow })).toEqual([]);
  });

  it('leaves out what stands on nothing but the column', () => {
    expect(found({ changes: [dropTeamId, constraint(PLAYERS, 'players_team_id_key', ['team_id'])] })).toEqual([]);
    expect(
      found({ changes: [dropTeamId, constraint(PLAYERS, 'players_team_id_email_key', ['team_id', 'email'])] }),
    ).toHaveLength(1);
    const foreign = [dropTeamId, constraint(playerTeams.id, 'captain_fkey', ['team_id'])];
    expect(found({ changes: foreign })).toHaveLength(1);
    expect(
      found({ changes: foreign, announced: [{ ...tombstone, cascade: ['constraint player_teams.captain_fkey'] }] }),
    ).toEqual([]);
  });

  it('leaves out what another statement took away', () => {
    expect(
      found({
        changes: [dropTeamId, { ...dropView, origin: change({ kind: 'schema-created', schema: 'x' }, '020').origin }],
      }),
    ).toEqual([]);
  });

  it('counts a relation, not its columns', () => {
    const ofView = change({
      kind: 'column-dropped',
      relation: activePlayers.id,
      column: 'id',
      before: column('id'),
      cascaded: true,
    });
    expect(found({ ...gone, changes: [...gone.changes, ofView] })).toHaveLength(1);
  });

  it('is not asked of what was never announced', () => {
    expect(found({ ...gone, announcedBefore: [], announced: [] })).toEqual([]);
    expect(found({ ...gone, announcedBefore: [announced()], announced: [] })).toHaveLength(1);
  });
});
