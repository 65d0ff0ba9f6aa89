import type { Change } from '@rowpact/model';
import type { ConsumerJudgement, Rule } from '../../rule.js';
import { producerStep, remedy } from '../wording.js';

/** A new migration sorts before one that has run: servers run it after that one, a replay from the start before it. */
export const migrationInserted: Rule = {
  id: 'migration-inserted',
  about: ['migration-inserted'],
  judgeProducer: (change) => judge(change),
};

function judge(change: Change): readonly ConsumerJudgement[] {
  if (change.kind !== 'migration-inserted') return [];
  const { migration, after, file } = change;
  return [
    {
      verdict: 'may break',
      // Two branches that number by the clock meet like this every week, mostly without harm.
      level: 'warning',
      what: `gets migration ${migration}, which sorts before ${after}, and that one has run already`,
      why: `Servers run it after ${after}, a new server before it; some tools leave it out, or refuse to go on. What is checked here is what servers do.`,
      location: { file },
      about: migration,
      remedy: remedy(
        `Give ${migration} a name that sorts after ${after}.`,
        producerStep(`rename ${file} so that it runs last`),
      ),
    },
  ];
}
