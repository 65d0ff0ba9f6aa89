import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said, type Answers } from '../../testing/said.js';
import { detail, plpgsql, trigger } from '../../testing/schema-parts.js';
import { APP, deleting, inserting, reading, unchanged, updating } from '../../testing/written-statements.js';

const relations = [
  relation('players', [column('id'), column('team_id'), column('name')]),
  relation('audit', [column('id')]),
];
const before = state(relations, { details: { relations: [detail('players'), detail('audit')], roles: [APP] } });

function under(body: string, parts: Parameters<typeof trigger>[3] = {}, routine: Parameters<typeof plpgsql>[2] = {}) {
  const guard = trigger('guard', 'players', 'public.guard()', parts);
  const after = state(relations, {
    details: {
      relations: [detail('players'), detail('audit')],
      roles: [APP],
      triggers: [guard],
      routines: [plpgsql('public.guard()', body, routine)],
    },
  });
  return {
    made: change({ kind: 'trigger-added', relation: league('players'), after: guard }),
    states: { before, after },
  };
}

const writes = unchanged(inserting('players', before, [{ id: '1' }]));
const RAISE = "BEGIN IF NEW.team_id IS NULL THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END";

describe('trigger-added', () => {
  it('breaks where it always raises, at the events it runs at', () => {
    const { made, states } = under("BEGIN RAISE EXCEPTION 'no'; END", { events: ['delete'] });
    expect(said([made], unchanged(deleting('players')), states)).toEqual(['breaks trigger-added']);
    expect(said([made], writes, states)).toEqual([]);
    expect(said([made], unchanged(reading('players', 'id')), states)).toEqual([]);
  });

  it('has a condition over the new row evaluated', () => {
    const { made, states } = under(RAISE);
    const answers: Answers = ({ team_id }, check) =>
      check === '(team_id IS NULL) IS NOT TRUE' && team_id !== 'NULL' ? 'holds' : 'fails';
    const told = (team_id: string) =>
      said([made], unchanged(inserting('players', before, [{ id: '1', team_id }])), states, answers);
    expect(told('NULL')).toEqual(['breaks trigger-added']);
    expect(told('4')).toEqual([]);
    expect(told('$1')).toEqual(['may break trigger-added']);
  });

  it.each([
    'EXISTS (SELECT 1 FROM teams)',
    'OLD.team_id IS NULL',
    "current_setting('a') = 'b'",
    'is_closed(NEW.team_id)',
    'closed',
  ])('keeps a perhaps where more than the row decides: %s', (condition) => {
    const { made, states } = under(`BEGIN IF ${condition} THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END`);
    expect(said([made], writes, states, () => 'holds')).toEqual(['may break trigger-added']);
  });

  it('is silent where it leaves rows out', () => {
    const { made, states } = under('BEGIN RETURN NULL; END');
    expect(said([made], writes, states)).toEqual(['silent trigger-added']);
  });

  it('minds UPDATE OF', () => {
    const { made, states } = under("BEGIN RAISE EXCEPTION 'no'; END", { events: ['update'], columns: ['team_id'] });
    expect(said([made], unchanged(updating('players', { team_id: '1' })), states)).toEqual(['breaks trigger-added']);
    expect(said([made], unchanged(updating('players', { name: '$1' })), states)).toEqual([]);
  });

  it('breaks where the role may not do what the function does', () => {
    const body = 'BEGIN INSERT INTO audit VALUES (NEW.id); RETURN NEW; END';
    const asApp = { consumer: { role: 'app' } };
    const { made, states } = under(body, { timing: 'after' });
    const [finding] = findings([made], writes, { ...states, ...asApp });
    expect(finding).toMatchObject({ verdict: 'breaks', rule: 'trigger-added' });
    expect(finding?.remedy.steps.map(({ sql }) => sql)).toContain('GRANT INSERT ON audit TO app;');
    // Nobody knows what an unnamed role may do.
    expect(said([made], writes, states)).toEqual([]);
    const definer = under(body, { timing: 'after' }, { securityDefiner: true });
    expect(said([definer.made], writes, { ...definer.states, ...asApp })).toEqual([]);
  });

  it('notes once that it changes what is written, and nothing of a plain AFTER trigger', () => {
    const { made, states } = under('BEGIN NEW.name := upper(NEW.name); RETURN NEW; END');
    expect(said([made], unchanged(inserting('players', before, [{ name: '$1' }])), states)).toEqual([
      'silent trigger-added (note)',
    ]);
    expect(said([made], writes, states)).toEqual([]);
    const notify = under("BEGIN PERFORM pg_notify('players', ''); RETURN NULL; END", { timing: 'after' });
    expect(said([notify.made], writes, notify.states)).toEqual([]);
  });

  it('does not know what another language does before the write', () => {
    const { made, states } = under('guard', {}, { language: 'c' });
    expect(said([made], writes, states)).toEqual(['unknown trigger-added (warning)']);
    const after = under('guard', { timing: 'after' }, { language: 'c' });
    expect(said([after.made], writes, after.states)).toEqual([]);
  });

  it('tells a function that starts to refuse', () => {
    const { states } = under(RAISE);
    const old = state(relations, {
      details: {
        triggers: states.after.details.triggers,
        routines: [plpgsql('public.guard()', 'BEGIN RETURN NEW; END')],
      },
    });
    const [routine] = states.after.details.routines;
    const [was] = old.details.routines;
    if (!routine || !was) throw new TypeError('no routine');
    const made = change({ kind: 'routine-changed', before: was, after: routine, what: ['body'] });
    expect(said([made], writes, { before: old, after: states.after })).toContain('may break trigger-added');
  });
});
