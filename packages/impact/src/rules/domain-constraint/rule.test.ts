import type { TypeId } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, ofType, relation, state } from '../../testing/questions.js';
import { findings, said, type Answers } from '../../testing/said.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const id = 'public.rating' as TypeId;
const stars = 'public.stars' as TypeId;
const ofRating = ofType('rating', { id, kind: 'domain' });

function domain(type: TypeId, base = ofType('int4'), fallback: string | null = null) {
  const name = type.slice('public.'.length);
  return { id: type, schema: 'public', name, base, notNull: false, default: fallback, checks: [], comment: null };
}

const schema = state(
  [
    relation('players', [column('id'), column('rating', { type: ofRating })]),
    relation('teams', [column('id'), column('stars', { type: ofType('stars', { id: stars, kind: 'domain' }) })]),
  ],
  { snapshot: { domains: [domain(id), domain(stars, ofRating, '1')] } },
);
const states = { before: schema, after: schema };
const checked = change({
  kind: 'domain-check-added',
  type: id,
  check: { name: 'low', definition: 'CHECK (VALUE <= 5)' },
});
const notNull = change({ kind: 'domain-not-null-changed', type: id, notNull: true });
const answers: Answers = (values) => (Object.values(values).every((sql) => Number(sql) <= 5) ? 'holds' : 'refused');

describe('domain-constraint', () => {
  it.each([
    ['passes', inserting('players', schema, [{ rating: '5' }]), []],
    ['fails', inserting('players', schema, [{ rating: '9' }]), ['breaks domain-constraint']],
    ['comes later', updating('players', { rating: '$1' }), ['may break domain-constraint']],
    ['is NULL', inserting('players', schema, [{ id: '1' }]), []],
    ['fails in a domain over it', inserting('teams', schema, [{ stars: '9' }]), ['breaks domain-constraint']],
  ])('judges a value that %s', (_, verdict, expected) => {
    expect(said([checked], unchanged(verdict), states, answers)).toEqual(expected);
  });

  it('takes NULL for what it is once the domain refuses it', () => {
    expect(said([notNull], unchanged(inserting('players', schema, [{ id: '1' }])), states)).toEqual([
      'breaks domain-constraint',
    ]);
    expect(said([notNull], unchanged(updating('players', { rating: '$1' })), states)).toEqual([
      'may break domain-constraint',
    ]);
    expect(said([notNull], unchanged(updating('players', { id: '1' })), states)).toEqual([]);
    // The domain has a default of its own.
    expect(said([notNull], unchanged(inserting('teams', schema, [{ id: '1' }])), states)).toEqual([]);
    expect(said([{ ...notNull, notNull: false }], unchanged(updating('players', { rating: 'NULL' })), states)).toEqual(
      [],
    );
  });

  it('leads to NOT VALID after the consumers', () => {
    const [finding] = findings([checked], unchanged(updating('players', { rating: '$1' })), states);
    expect(finding?.remedy.steps.map(({ who }) => who)).toEqual(['consumer', 'producer']);
    expect(finding?.remedy.steps[1]?.sql).toContain(
      'ALTER DOMAIN rating ADD CONSTRAINT low CHECK (VALUE <= 5) NOT VALID;',
    );
  });
});
