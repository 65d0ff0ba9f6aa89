import { displaySubject, type ImpactFinding, type LifecycleKind } from '@rowpact/model';
import { changeOf, dropInWords, dropPlace, type Drop } from '../../lifecycle/drops.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { LifecycleQuestion } from '../../lifecycle/lifecycle-question.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { producerCommand, producerStep, remedy } from '../wording.js';

/** What goes is announced first, in a release of its own. */
export const dropNotAnnounced: LifecycleRule = {
  id: 'drop-not-announced',
  judge: ({ question, drops }) =>
    drops.flatMap((drop) => {
      const trouble = troubleOf(drop, question);
      return trouble === null ? [] : [finding(drop, question, trouble)];
    }),
};

interface Trouble {
  readonly verdict: 'may break' | 'unknown';
  readonly what: string;
  readonly why: string;
}

function troubleOf(drop: Drop, { announcedBefore, policy }: LifecycleQuestion): Trouble | null {
  if (drop.excused || drop.before !== null) return null;
  const asked = policy.drops === 'two-phase' || (drop.now !== null && drop.now.dropped === null);
  if (!asked) return null;
  if (drop.now === null) return { verdict: 'may break', what: 'which was never announced', why: NEVER };
  if (announcedBefore === null)
    return { verdict: 'unknown', what: 'and nobody could look whether it was announced before', why: UNKNOWN };
  return { verdict: 'may break', what: 'which is announced in the same change', why: SAME };
}

function finding(drop: Drop, question: LifecycleQuestion, { verdict, what, why }: Trouble): ImpactFinding {
  const { kind, subject } = drop;
  const name = displaySubject(subject);
  return lifecycleFinding({
    rule: 'drop-not-announced',
    producer: question.producer,
    verdict,
    subject,
    sentence: `${dropInWords(drop)}, ${what}`,
    change: changeOf(drop),
    location: dropPlace(drop, question),
    migration: drop.change?.origin?.location ?? null,
    why,
    remedy: remedy(
      `Announce ${name} first, and drop it in a later release.`,
      producerStep('take the drop out of this change'),
      producerCommand(
        `announce it${drop.now === null ? '' : ' in a change of its own'}`,
        `rowpact deprecate ${quotedForShell(name)}${OPTION[kind]} --remove-after <day> --reason "<why>"`,
      ),
      producerStep('drop it in a migration of its own once `rowpact lifecycle` says that it is droppable'),
    ),
  });
}

function quotedForShell(name: string): string {
  return /^[\w.]+$/u.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

const OPTION: Readonly<Record<LifecycleKind, string>> = {
  column: '',
  table: ' --kind table',
  'enum value': " --kind 'enum value'",
  constraint: ' --kind constraint',
  default: ' --kind default',
};

const NEVER =
  'This producer drops nothing that was not announced (policy.drops: two-phase), so that consumers can let go of it first.';
const SAME = 'An announcement gives consumers time to let go. One that comes with the drop gives them none.';
const UNKNOWN = 'An announcement counts only if it was there before the drop, and the state before could not be read.';
