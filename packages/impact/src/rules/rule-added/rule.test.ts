import type { RuleDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { inserting, refusedSince, unchanged, updating } from '../../testing/written-statements.js';

const schema = state([relation('players', [column('id')])]);
const states = { before: schema, after: schema };
const nothing: RuleDetail = {
  oid: 1,
  relation: league('players'),
  name: 'no_inserts',
  event: 'insert',
  instead: true,
  enabled: true,
  definition: 'CREATE RULE no_inserts AS ON INSERT TO public.players DO INSTEAD NOTHING',
};
const added = change({ kind: 'rule-added', relation: league('players'), after: nothing });
const insert = inserting('players', schema, [{ id: '1' }]);

describe('rule-added', () => {
  it('is silent about a write that does not happen, and breaks RETURNING', () => {
    expect(said([added], unchanged(insert), states)).toEqual(['silent rule-added']);
    const refused = refusedSince(insert, '0A000', 'cannot perform INSERT RETURNING on relation "players"');
    expect(said([added], refused, states)).toEqual(['breaks rule-added']);
    expect(said([added], unchanged(updating('players', { id: '1' })), states)).toEqual([]);
  });

  it('lets a rule be that adds something, or is disabled', () => {
    for (const after of [
      { ...nothing, instead: false },
      { ...nothing, enabled: false },
    ])
      expect(said([{ ...added, after }], unchanged(insert), states)).toEqual([]);
  });

  it('minds an INSTEAD rule that goes', () => {
    const dropped = change({ kind: 'rule-dropped', relation: league('players'), before: nothing });
    expect(said([dropped], unchanged(insert), states)).toEqual(['silent rule-added']);
    const refused = refusedSince(insert, '55000', 'cannot insert into view "players"');
    expect(said([dropped], refused, states)).toEqual(['breaks rule-added']);
  });
});
