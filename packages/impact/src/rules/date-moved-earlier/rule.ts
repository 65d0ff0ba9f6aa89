import { displaySubject } from '@rowpact/model';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { producerStep, remedy } from '../wording.js';

/** A day that was announced only moves later. */
export const dateMovedEarlier: LifecycleRule = {
  id: 'date-moved-earlier',
  judge: ({ question }) =>
    question.announced.flatMap((now) => {
      const before = question.announcedBefore?.find(
        (one) => one.kind === now.kind && one.subject === now.subject && one.dropped === null,
      );
      const [was, is] = [before?.removeAfter ?? null, now.removeAfter];
      if (was === null || is === null || is >= was) return [];
      const name = displaySubject(now.subject);
      return [
        lifecycleFinding({
          rule: 'date-moved-earlier',
          producer: question.producer,
          verdict: 'may break',
          subject: now.subject,
          sentence: `${name} was promised to stay until ${was}, and may now go on ${is}`,
          location: now.location,
          why: 'Consumers plan by the day in the announcement. A day that moves closer breaks the promise they rely on.',
          remedy: remedy(
            `Keep ${was}, or name a later day.`,
            producerStep(`write \`remove_after: ${was}\` for ${name}`),
          ),
          same: [was, is],
        }),
      ];
    }),
};
