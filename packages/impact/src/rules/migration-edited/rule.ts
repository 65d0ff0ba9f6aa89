import type { Change } from '@rowpact/model';
import type { ConsumerJudgement, Rule } from '../../rule.js';
import { producerStep, remedy } from '../wording.js';

/** A migration that has run is another one now, or gone: no server runs it again, so that the files tell another story than the servers. */
export const migrationEdited: Rule = {
  id: 'migration-edited',
  about: ['migration-edited', 'migration-deleted'],
  judgeProducer: (change) => judge(change),
};

function judge(change: Change): readonly ConsumerJudgement[] {
  if (change.kind !== 'migration-edited' && change.kind !== 'migration-deleted') return [];
  const { kind, migration } = change;
  const edited = kind === 'migration-edited';
  return [
    {
      verdict: 'may break',
      what: edited
        ? `has migration ${migration} edited after it had run`
        : `has migration ${migration} deleted after it had run`,
      why: edited
        ? 'Servers that ran the old text never run the new one; a new server runs nothing but the new one. From here on they differ, and most tools refuse to go on.'
        : 'Servers keep what it did; a new server never gets it. From here on they differ, and most tools refuse to go on.',
      location: { file: edited ? change.file : migration },
      about: migration,
      remedy: remedy(
        `Take the old text of ${migration} back, and put what is to be different into a new migration.`,
        producerStep(`take ${migration} from git as it was`),
        producerStep('write a new migration that brings a server from the old text to what is wanted'),
      ),
    },
  ];
}
