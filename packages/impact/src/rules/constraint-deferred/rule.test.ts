import type { ConstraintDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { constraint, index } from '../../testing/schema-parts.js';
import { deleting, inserting, unchanged } from '../../testing/written-statements.js';

const schema = state([relation('teams', [column('id')]), relation('players', [column('id'), column('team_id')])]);
const before = constraint('team', 'players', 'foreign key', ['team_id'], {
  references: { relation: league('teams'), columns: ['id'], onDelete: 'no action', onUpdate: 'no action' },
});

const states = withConstraint(before);

/** Both states have it: what else it demands, it demanded before. */
function withConstraint(one: ConstraintDetail) {
  const indexes = one.kind === 'unique' ? [index(one.name, 'players', one.columns, { ofConstraint: true })] : [];
  const made = state(schema.snapshot.relations, { details: { constraints: [one], indexes } });
  return { before: made, after: made };
}

function changed(parts: Partial<typeof before>) {
  return [change({ kind: 'constraint-changed', relation: league('players'), before, after: { ...before, ...parts } })];
}

const deferred = changed({ deferrable: true, deferred: true });

describe('constraint-deferred', () => {
  it('notes the writes that it checks, on both sides', () => {
    const writes = unchanged(inserting('players', schema, [{ team_id: '$1' }]));
    expect(said(deferred, writes, states)).toEqual(['silent constraint-deferred (note)']);
    expect(said(deferred, unchanged(deleting('teams')), states)).toEqual(['silent constraint-deferred (note)']);
    const [finding] = findings(deferred, writes, states);
    expect(finding?.remedy.steps[0]?.sql).toBe(
      'ALTER TABLE players ALTER CONSTRAINT team DEFERRABLE INITIALLY IMMEDIATE;',
    );
  });

  it('says nothing of NULLs, nor of one that may be deferred and is not', () => {
    expect(said(deferred, unchanged(inserting('players', schema, [{ id: '1' }])), states)).toEqual([]);
    const writes = unchanged(inserting('players', schema, [{ team_id: '$1' }]));
    expect(said(changed({ deferrable: true }), writes, states)).toEqual([]);
  });

  it('makes a unique constraint anew, which ALTER CONSTRAINT cannot change', () => {
    const unique = constraint('nicks', 'players', 'unique', ['team_id'], { definition: 'UNIQUE (team_id)' });
    const after = {
      ...unique,
      deferrable: true,
      deferred: true,
      definition: 'UNIQUE (team_id) DEFERRABLE INITIALLY DEFERRED',
    };
    const made = change({ kind: 'constraint-changed', relation: league('players'), before: unique, after });
    const [finding] = findings(
      [made],
      unchanged(inserting('players', schema, [{ team_id: '$1' }])),
      withConstraint(unique),
    );
    expect(finding?.remedy.steps[0]?.sql).toBe(
      'ALTER TABLE players DROP CONSTRAINT nicks, ADD CONSTRAINT nicks UNIQUE (team_id) DEFERRABLE;',
    );
  });
});
