import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { constraint, index } from '../../testing/schema-parts.js';
import { inserting, refusedSince, unchanged } from '../../testing/written-statements.js';

const columns = [column('id'), column('email'), column('team')];
const emails = constraint('emails', 'players', 'unique', ['email'], { definition: 'UNIQUE (email)' });
const schema = state([relation('players', columns)]);
const states = { before: schema, after: schema };
const NO_ARBITER = 'there is no unique or exclusion constraint matching the ON CONFLICT specification';

function upsert(constraintName: string | null, ...names: readonly string[]) {
  return inserting('players', schema, [{ email: "'a@x'" }], {
    arbiter: { constraint: constraintName, columns: names },
  });
}

const dropped = change({ kind: 'constraint-dropped', relation: league('players'), before: emails, cascaded: false });
const renamed = change({ kind: 'constraint-renamed', relation: league('players'), before: emails, to: 'mails' });

describe('arbiter-lost', () => {
  it('breaks an upsert that PostgreSQL refuses, and keeps the old index in the remedy', () => {
    const [finding, ...others] = findings([dropped], refusedSince(upsert(null, 'email'), '42P10', NO_ARBITER), states);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ verdict: 'breaks', rule: 'arbiter-lost' });
    expect(finding?.sentence).toContain('ON CONFLICT (email)');
    expect(finding?.remedy.steps[0]?.sql).toBe('CREATE UNIQUE INDEX CONCURRENTLY ON players (email);');
  });

  it('knows a constraint by its name', () => {
    const gone = refusedSince(upsert('emails'), '42704', 'constraint "emails" for table "players" does not exist');
    const [finding] = findings([renamed], gone, states);
    expect(finding?.remedy.steps.map(({ sql }) => sql)).toContain(
      'ALTER TABLE players RENAME CONSTRAINT emails TO mails;',
    );
  });

  it('blames only the change that took the arbiter, and tells it once', () => {
    const others = change({
      kind: 'constraint-dropped',
      relation: league('players'),
      before: constraint('teams', 'players', 'unique', ['team']),
      cascaded: false,
    });
    const index_ = change({
      kind: 'index-dropped',
      relation: league('players'),
      before: index('emails', 'players', ['email'], { ofConstraint: true }),
    });
    const told = findings([others, dropped, index_], refusedSince(upsert(null, 'email'), '42P10', NO_ARBITER), states);
    expect(told.map(({ rule, subject }) => [rule, subject?.includes('emails')])).toEqual([['arbiter-lost', true]]);
  });

  it('sees other conflicts where the constraint of that name has other columns', () => {
    const wider = { ...emails, columns: ['email', 'team'], definition: 'UNIQUE (email, team)' };
    const changed = change({ kind: 'constraint-changed', relation: league('players'), before: emails, after: wider });
    expect(said([changed], unchanged(upsert('emails')), states)).toEqual(['silent arbiter-lost']);
  });

  it('sees duplicates behind DO NOTHING where nothing is unique any more', () => {
    expect(said([dropped], unchanged(upsert(null)), states)).toEqual(['silent arbiter-lost']);
    const still = state([relation('players', columns)], {
      details: { indexes: [index('mails', 'players', ['email'])] },
    });
    expect(said([dropped], unchanged(upsert(null)), { before: schema, after: still })).toEqual([]);
  });

  it('says nothing of an upsert on something else', () => {
    expect(said([dropped], unchanged(upsert(null, 'id')), states)).toEqual([]);
  });
});
