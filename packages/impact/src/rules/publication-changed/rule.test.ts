import type { PublicationDetail } from '@rowpact/model';
import { describe, expect, it } from 'vitest';
import { change, league, question, state } from '../../testing/questions.js';
import { publicationChanged } from './rule.js';

const before: PublicationDetail = {
  oid: 1,
  name: 'league',
  allTables: false,
  relations: [league('players'), league('teams')],
  events: ['insert', 'update'],
};
const made = change({ kind: 'publication-changed', publication: 'league', what: 'tables' });

function told(after: readonly PublicationDetail[]) {
  const states = {
    before: state([], { details: { publications: [before] } }),
    after: state([], { details: { publications: after } }),
  };
  return publicationChanged.judgeProducer?.(made, question(states)).map(({ what, level }) => `${level ?? ''}: ${what}`);
}

describe('publication-changed', () => {
  it('warns the producer of what is left out', () => {
    expect(told([{ ...before, relations: [league('players')] }])).toEqual([
      'warning: lets publication league leave out teams (migration 019)',
    ]);
    expect(told([{ ...before, events: ['insert'] }])).toEqual([
      'warning: lets publication league leave out every update (migration 019)',
    ]);
    expect(told([])).toEqual(['warning: lets publication league hand on nothing any more (migration 019)']);
  });

  it('says nothing of more than before', () => {
    expect(told([{ ...before, allTables: true, relations: [] }])).toEqual([]);
    expect(told([{ ...before, relations: [...before.relations, league('outbox')] }])).toEqual([]);
  });

  it('minds single tables instead of all', () => {
    const all = { ...before, allTables: true };
    const states = {
      before: state([], { details: { publications: [all] } }),
      after: state([], { details: { publications: [before] } }),
    };
    expect(publicationChanged.judgeProducer?.(made, question(states))).toHaveLength(1);
  });
});
