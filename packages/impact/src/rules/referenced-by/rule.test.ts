import type { ReferentialAction } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { deleting, inserting, unchanged, updating } from '../../testing/written-statements.js';

function key(onDelete: ReferentialAction = 'no action', onUpdate: ReferentialAction = 'no action') {
  return constraint('players_team_id_fkey', 'players', 'foreign key', ['team_id'], {
    definition: 'FOREIGN KEY (team_id) REFERENCES teams(id)',
    references: { relation: league('teams'), columns: ['id'], onDelete, onUpdate },
  });
}

const teams = relation('teams', [column('id'), column('name')]);
const players = relation('players', [column('id'), column('team_id', { nullable: false })]);
const both = state([teams, players]);
const states = { before: both, after: both };

function added(...actions: Parameters<typeof key>) {
  return change({ kind: 'constraint-added', relation: league('players'), after: key(...actions) });
}

describe('referenced-by', () => {
  it('may break who deletes, or changes the key', () => {
    expect(said([added()], unchanged(deleting('teams')), states)).toEqual(['may break referenced-by']);
    expect(said([added()], unchanged(updating('teams', { id: '$1' })), states)).toEqual(['may break referenced-by']);
    expect(said([added()], unchanged(updating('teams', { name: '$1' })), states)).toEqual([]);
    expect(said([added()], unchanged(inserting('teams', both, [{ id: '1' }])), states)).toEqual([]);
  });

  it('breaks TRUNCATE, but for one that cascades', () => {
    expect(said([added()], unchanged(deleting('teams'), 'TRUNCATE teams'), states)).toEqual(['breaks referenced-by']);
    expect(said([added('cascade')], unchanged(deleting('teams'), 'TRUNCATE teams CASCADE'), states)).toEqual([]);
  });

  it('minds what becomes of the rows', () => {
    expect(said([added('cascade')], unchanged(deleting('teams')), states)).toEqual([]);
    // The column takes no NULL.
    expect(said([added('set null')], unchanged(deleting('teams')), states)).toEqual(['may break referenced-by']);
  });

  it('warns where nothing can refer yet', () => {
    const before = state([teams]);
    expect(said([added()], unchanged(deleting('teams')), { before, after: both })).toEqual([
      'may break referenced-by (warning)',
    ]);
  });

  it('notes that the migration itself makes rows refer', () => {
    const after = state([teams, players], { details: { constraints: [key()] } });
    const written = change({
      kind: 'data-written',
      relation: league('players'),
      how: 'update',
      columns: ['team_id'],
    });
    expect(said([written], unchanged(deleting('teams')), { before: after, after })).toContain(
      'may break referenced-by (note)',
    );
  });

  it('says in SQL what can be done', () => {
    const [finding] = findings([added()], unchanged(deleting('teams')), states);
    expect(finding?.remedy.steps.map(({ sql }) => sql)).toEqual([
      'ALTER TABLE players ADD FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE;',
      'DELETE FROM players WHERE team_id = …;',
      undefined,
    ]);
  });
});
