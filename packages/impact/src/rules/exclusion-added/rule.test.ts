import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const schema = state([relation('bookings', [column('id'), column('court'), column('during'), column('note')])]);
const states = { before: schema, after: schema };

function added(columns: readonly string[], definition: string) {
  const after = constraint('no_clash', 'bookings', 'exclusion', columns, { definition });
  return [change({ kind: 'constraint-added', relation: league('bookings'), after })];
}

const overlap = added(['court', 'during'], 'EXCLUDE USING gist (court WITH =, during WITH &&)');
const equal = added(['court'], 'EXCLUDE USING gist (court WITH =)');

describe('exclusion-added', () => {
  it('may break who writes all of its columns', () => {
    const both = inserting('bookings', schema, [{ court: '1', during: '$1' }]);
    expect(said(overlap, unchanged(both), states)).toEqual(['may break exclusion-added']);
    const one = inserting('bookings', schema, [{ court: '1' }]);
    expect(said(overlap, unchanged(one), states)).toEqual([]);
    expect(said(overlap, unchanged(updating('bookings', { note: '$1' })), states)).toEqual([]);
  });

  it('breaks equal rows only where every operator is equality', () => {
    const twice = [
      { court: '1', during: "'x'" },
      { court: '1', during: "'x'" },
    ];
    expect(said(equal, unchanged(inserting('bookings', schema, twice)), states)).toEqual(['breaks exclusion-added']);
    expect(said(overlap, unchanged(inserting('bookings', schema, twice)), states)).toEqual([
      'may break exclusion-added',
    ]);
  });

  it('keeps a perhaps where an expression or a condition decides', () => {
    const over = added([], 'EXCLUDE USING gist (tsrange(a, b) WITH &&)');
    expect(said(over, unchanged(inserting('bookings', schema, [{ note: "'x'" }])), states)).toEqual([
      'may break exclusion-added',
    ]);
    const partial = added(['court'], 'EXCLUDE USING gist (court WITH =) WHERE ((note IS NULL))');
    const twice = inserting('bookings', schema, [{ court: '1' }, { court: '1' }]);
    expect(said(partial, unchanged(twice), states)).toEqual(['may break exclusion-added']);
  });
});
