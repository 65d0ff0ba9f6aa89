import { describe, expect, it } from 'vitest';
import { change } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { role } from '../../testing/schema-parts.js';
import { reading, unchanged } from '../../testing/written-statements.js';

const reads = unchanged(reading('players', 'id'));

function changed(parts: Parameters<typeof role>[1], before: Parameters<typeof role>[1] = {}) {
  return change({ kind: 'role-changed', role: 'app', before: role('app', before), after: role('app', parts) });
}

const asApp = { consumer: { role: 'app' } };

describe('role-changed', () => {
  it.each([
    ['NOLOGIN', changed({ login: false }), ['breaks role-changed']],
    ['no connections', changed({ connectionLimit: 0 }), ['breaks role-changed']],
    [
      'fewer connections',
      changed({ connectionLimit: 5 }, { connectionLimit: 10 }),
      ['may break role-changed (warning)'],
    ],
    ['a limit', changed({ connectionLimit: 5 }), ['may break role-changed (warning)']],
    ['more connections', changed({ connectionLimit: 10 }, { connectionLimit: 5 }), []],
    ['no limit', changed({}, { connectionLimit: 5 }), []],
    ['LOGIN', changed({}, { login: false }), []],
    ['gone', change({ kind: 'role-dropped', role: 'app' }), ['breaks role-changed']],
  ])('of the consumer: %s', (_, made, expected) => {
    expect(said([made], reads, asApp)).toEqual(expected);
  });

  it('is about the consumer, not about one of its statements', () => {
    const [finding] = findings([changed({ login: false })], reads, asApp);
    expect(finding?.location).toEqual({ file: 'consumers/westside-contracts' });
    expect(finding?.remedy.steps[1]?.sql).toBe('ALTER ROLE app LOGIN;');
  });

  it('is nothing to another role, and unknown where nobody named one', () => {
    expect(said([changed({ login: false })], reads, { consumer: { role: 'coach' } })).toEqual([]);
    expect(said([changed({ login: false })], reads)).toEqual(['unknown role-changed (warning)']);
  });
});
