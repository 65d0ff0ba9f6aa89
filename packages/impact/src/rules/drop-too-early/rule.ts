import { displaySubject } from '@rowpact/model';
import { changeOf, dropInWords, dropPlace } from '../../lifecycle/drops.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { producerCommand, producerStep, remedy } from '../wording.js';

/** What was announced stays until the day that was announced. */
export const dropTooEarly: LifecycleRule = {
  id: 'drop-too-early',
  judge: ({ question, drops }) =>
    drops.flatMap((drop) => {
      const { announcement, subject } = drop;
      if (announcement === null || (drop.before === null && question.announcedBefore !== null)) return [];
      const { removeAfter } = announcement;
      if (removeAfter !== null && removeAfter <= question.today) return [];
      const name = displaySubject(subject);
      const when =
        removeAfter === null ? 'whose announcement names no day' : `which was promised to stay until ${removeAfter}`;
      return [
        lifecycleFinding({
          rule: 'drop-too-early',
          producer: question.producer,
          verdict: 'may break',
          subject,
          sentence: `${dropInWords(drop)}, ${when}`,
          change: changeOf(drop),
          location: dropPlace(drop, question),
          migration: drop.change?.origin?.location ?? null,
          why: 'Consumers plan by the day in the announcement, those whose code nobody here can see too.',
          remedy:
            removeAfter === null
              ? remedy(
                  `Name a day for ${name} and wait for it.`,
                  producerCommand('name the day', `rowpact deprecate ${name} --remove-after <day>`),
                )
              : remedy(`Merge this on ${removeAfter} or later.`, producerStep(`wait until ${removeAfter}`)),
          same: [removeAfter ?? ''],
        }),
      ];
    }),
};
