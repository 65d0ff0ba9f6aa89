import type { ConstraintDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, column, league, relation, state } from '../../testing/questions.js';
import { findings, said } from '../../testing/said.js';
import { constraint } from '../../testing/schema-parts.js';
import { inserting, unchanged, updating } from '../../testing/written-statements.js';

const toTopics = constraint('outbox_topic_fkey', 'outbox', 'foreign key', ['topic'], {
  definition: 'FOREIGN KEY (topic) REFERENCES topics(name)',
  references: { relation: league('topics'), columns: ['name'], onDelete: 'no action', onUpdate: 'no action' },
});
const added = change({ kind: 'constraint-added', relation: league('outbox'), after: toTopics });

function states(old: readonly ConstraintDetail[] = []) {
  const relations = [relation('topics', [column('name')]), relation('outbox', [column('topic'), column('payload')])];
  return {
    before: state(relations, { details: { constraints: old } }),
    after: state(relations, { details: { constraints: [toTopics] } }),
  };
}

const { after } = states();

describe('foreign-key-added', () => {
  it.each([
    ['a constant', inserting('outbox', after, [{ topic: "'signed'" }]), ['may break foreign-key-added']],
    ['a parameter', updating('outbox', { topic: '$1' }), ['may break foreign-key-added']],
    ['NULL', inserting('outbox', after, [{ topic: 'NULL' }]), []],
    ['nothing there', inserting('outbox', after, [{ payload: '$1' }]), []],
    ['another column', updating('outbox', { payload: '$1' }), []],
  ])('judges who writes %s', (_, verdict, expected) => {
    expect(said([added], unchanged(verdict), states())).toEqual(expected);
  });

  it('is nothing new where the same was demanded before', () => {
    const writes = unchanged(inserting('outbox', after, [{ topic: '$1' }]));
    expect(said([added], writes, states([{ ...toTopics, name: 'old' }]))).toEqual([]);
  });

  it('lets the producer look for what is missing first', () => {
    const [finding] = findings([added], unchanged(inserting('outbox', after, [{ topic: '$1' }])), states());
    expect(finding?.remedy.steps[0]?.sql).toBe(
      'SELECT DISTINCT topic FROM outbox child WHERE NOT EXISTS (SELECT FROM topics parent WHERE parent.name = child.topic);',
    );
  });
});
