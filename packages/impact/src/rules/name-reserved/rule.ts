import { displaySubject } from '@rowpact/model';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { subjectExists } from '../../lifecycle/subject-exists.js';
import { subjectUse } from '../../lifecycle/subject-use.js';
import { targetOf } from '../../lifecycle/target.js';
import { listing, producerStep, remedy } from '../wording.js';

/** A dropped name is not given to something else while a version may run that knows the old one. */
export const nameReserved: LifecycleRule = {
  id: 'name-reserved',
  judge: ({ question }) =>
    (question.announcedBefore ?? question.announced)
      .filter(
        (one) => one.dropped !== null && !subjectExists(one, question.before) && subjectExists(one, question.after),
      )
      .flatMap((tombstone) => {
        const target = targetOf(tombstone, question.after);
        const knowing = question.versions.flatMap((version) => {
          if (version.deployed === null) return [];
          const { evidence } = subjectUse(target, version);
          return evidence.length > 0 ? [{ version, deployed: version.deployed, evidence }] : [];
        });
        if (knowing.length === 0) return [];
        const name = displaySubject(tombstone.subject);
        const who = knowing.map(
          ({ version, deployed }) => `${version.name} ${deployed.sha.slice(0, 12)} in ${deployed.environment}`,
        );
        return [
          lifecycleFinding({
            rule: 'name-reserved',
            producer: question.producer,
            verdict: 'silent',
            subject: tombstone.subject,
            sentence: `${name} is added again, and ${listing(who)} still ${who.length === 1 ? 'knows' : 'know'} the one that migration ${tombstone.dropped?.migration ?? ''} dropped`,
            change: `${name} is added again`,
            location: tombstone.location,
            why: 'An old version takes the new one for what it knew: it reads and writes other values under the old meaning, without an error.',
            evidence: knowing.flatMap(({ evidence }) => evidence),
            remedy: remedy(
              `Take another name, or wait until no version that knows the old ${name} can run.`,
              producerStep('take another name'),
              producerStep('or record the newer versions with `rowpact deployed` once they run, and add it then'),
            ),
            same: [...new Set(knowing.map(({ version, deployed }) => `${version.name} ${deployed.environment}`))],
          }),
        ];
      }),
};
