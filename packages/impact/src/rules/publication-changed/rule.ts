import { quoteIdentifier, type Change, type PublicationDetail } from '@rowpact/model';
import type { ImpactQuestion } from '../../question.js';
import type { ConsumerJudgement, Rule } from '../../rule.js';
import { displayName } from '@rowpact/model';
import { listing, maker, producerStep, remedy } from '../wording.js';

/**
 * A publication hands on less than before. Who subscribes stands in no registry, so it is the producer's own to look at: a warning,
 * for it is no error in any statement.
 */
export const publicationChanged: Rule = { id: 'publication-changed', about: ['publication-changed'], judgeProducer };

function judgeProducer(change: Change, { before, after }: ImpactQuestion): readonly ConsumerJudgement[] {
  if (change.kind !== 'publication-changed' || change.origin === null) return [];
  const old = before.details.publications.find(({ name }) => name === change.publication);
  const now = after.details.publications.find(({ name }) => name === change.publication);
  const lost = old === undefined ? null : lossOf(old, now ?? null);
  if (lost === null) return [];
  return [
    {
      verdict: 'silent',
      level: 'warning',
      what: `lets publication ${quoteIdentifier(change.publication)} ${lost} (${maker(change)})`,
      why: 'Subscribers (replicas, change data capture) get no error: their copies just stop following.',
      location: change.origin.location,
      about: change.publication,
      remedy: remedy(
        'Ask whoever subscribes before the publication hands on less.',
        producerStep('see who reads it', 'SELECT slot_name, plugin, active FROM pg_replication_slots;'),
      ),
    },
  ];
}

/** Null where it hands on as much as before, or more. */
function lossOf(before: PublicationDetail, after: PublicationDetail | null): string | null {
  if (after === null) return 'hand on nothing any more';
  if (before.allTables && !after.allTables) return 'hand on single tables instead of all';
  const tables = after.allTables ? [] : before.relations.filter((relation) => !after.relations.includes(relation));
  if (tables.length > 0) return `leave out ${listing(tables.map((relation) => displayName(relation)))}`;
  const events = before.events.filter((event) => !after.events.includes(event));
  return events.length === 0 ? null : `leave out every ${listing(events)}`;
}
