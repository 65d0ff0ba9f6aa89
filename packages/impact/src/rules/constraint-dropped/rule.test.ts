import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { said } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { inserting, reading, unchanged } from '../../testing/written-statements.js';

const schema = state([relation('contracts', [column('id'), column('status')])]);
const states = { before: schema, after: schema };

function listing(...values: readonly string[]) {
  const list = values.map((value) => `'${value}'::text`).join(', ');
  return constraint('statuses', 'contracts', 'check', ['status'], { expression: `(status = ANY (ARRAY[${list}]))` });
}

const before = listing('sent', 'signed');
const dropped = change({ kind: 'constraint-dropped', relation: league('contracts'), before, cascaded: false });

describe('constraint-dropped', () => {
  it('notes who reads a column whose values were listed', () => {
    expect(said([dropped], unchanged(reading('contracts', 'status')), states)).toEqual([
      'silent constraint-dropped (note)',
    ]);
    expect(said([dropped], unchanged(reading('contracts', 'id')), states)).toEqual([]);
    expect(said([dropped], unchanged(inserting('contracts', schema, [{ status: "'sent'" }])), states)).toEqual([]);
  });

  it('minds a longer list, not a shorter one', () => {
    const to = (after: typeof before) =>
      said(
        [change({ kind: 'constraint-changed', relation: league('contracts'), before, after })],
        unchanged(reading('contracts', 'status')),
        states,
      );
    expect(to(listing('sent', 'signed', 'lost'))).toEqual(['silent constraint-dropped (note)']);
    expect(to(listing('sent'))).toEqual([]);
  });

  it('lets every other constraint go', () => {
    for (const other of [
      constraint('low', 'contracts', 'check', ['status'], { expression: '(status > 0)' }),
      constraint('key', 'contracts', 'unique', ['status']),
    ])
      expect(said([{ ...dropped, before: other }], unchanged(reading('contracts', 'status')), states)).toEqual([]);
  });
});
