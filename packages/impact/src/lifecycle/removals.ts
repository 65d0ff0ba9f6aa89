import type { CheckedRemoval } from '@rowpact/model';
import { displaySubject } from '@rowpact/model';
import { describeChange } from '../describe/describe-change.js';
import { dropNotAlone } from '../rules/drop-not-alone/rule.js';
import { changeOf, dropsIn, migrationOf, type Drop, type LifecycleAt } from './drops.js';
import { sameStatement } from './fallen-items.js';
import type { LifecycleQuestion } from './lifecycle-question.js';

/** What the pending migrations take away, and where each stands in its two phases. */
export function removalsIn(question: LifecycleQuestion): readonly CheckedRemoval[] {
  const at: LifecycleAt = { question, drops: dropsIn(question) };
  const crowded = new Set(
    dropNotAlone.judge(at).map(({ migration, subject }) => `${migration?.file ?? ''} ${subject ?? ''}`),
  );
  return at.drops.map((drop): CheckedRemoval => {
    const { announcement, change, subject, status } = drop;
    const removeAfter = announcement?.removeAfter ?? null;
    const key = `${change?.origin?.location.file ?? ''} ${displaySubject(subject)}`;
    return {
      subject: displaySubject(subject),
      change: change === null ? changeOf(drop) : describeChange(change).sentence,
      announced: announcement?.location ?? null,
      removeAfter,
      due: removeAfter === null ? null : removeAfter <= question.today,
      state: status?.state ?? null,
      mustBeAnnounced: question.policy.drops === 'two-phase',
      alone: announcement === null ? isAlone(drop, question) : !crowded.has(key),
    };
  });
}

/** Of what nobody announced, its migration may do nothing at all beside the statement that drops it. */
function isAlone({ change }: Drop, { changes }: LifecycleQuestion): boolean {
  const migration = migrationOf(change);
  return !changes.some(
    (other) =>
      other !== change && migrationOf(other) === migration && (change === null || !sameStatement(other, change)),
  );
}
