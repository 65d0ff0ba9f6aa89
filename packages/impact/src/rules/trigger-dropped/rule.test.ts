import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { plpgsql, trigger } from '../../testing/schema-parts.js';
import { inserting, reading, unchanged } from '../../testing/written-statements.js';

function under(body: string, slug: Parameters<typeof column>[1]) {
  const guard = trigger('fill', 'players', 'public.fill()');
  const relations = [relation('players', [column('id'), column('slug', slug)])];
  const routines = [plpgsql('public.fill()', body)];
  return {
    made: change({ kind: 'trigger-dropped', relation: league('players'), before: guard, disabled: false }),
    states: {
      before: state(relations, { details: { triggers: [guard], routines } }),
      after: state(relations, { details: { routines } }),
    },
  };
}

const FILLS = 'BEGIN NEW.slug := lower(NEW.id::text); RETURN NEW; END';

describe('trigger-dropped', () => {
  it('breaks who leaves out what only the trigger filled', () => {
    const { made, states } = under(FILLS, { nullable: false });
    const omits = unchanged(inserting('players', states.after, [{ id: '1' }]));
    const [finding] = findings([made], omits, states);
    expect(finding).toMatchObject({ verdict: 'breaks', rule: 'trigger-dropped' });
    expect(finding?.remedy.steps[0]?.sql).toBe('ALTER TABLE players ALTER COLUMN slug SET DEFAULT …;');
  });

  it('notes once that what it did is not done any more', () => {
    const { made, states } = under(FILLS, {});
    expect(said([made], unchanged(inserting('players', states.after, [{ id: '1' }])), states)).toEqual([
      'silent trigger-dropped (note)',
    ]);
    expect(said([made], unchanged(reading('players', 'slug')), states)).toEqual([]);
  });

  it('misses nothing of a trigger that only refused', () => {
    const { made, states } = under("BEGIN IF NEW.id < 0 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END", {});
    expect(said([made], unchanged(inserting('players', states.after, [{ id: '1' }])), states)).toEqual([]);
  });
});
