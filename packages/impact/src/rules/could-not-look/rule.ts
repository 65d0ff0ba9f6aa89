import { byCodeUnit, type Change, type RecordedBlind, type UnreadableFile } from '@rowpact/model';
import { describeChange } from '../../describe/describe-change.js';
import { changeIndexOf } from '../../judge/change-index.js';
import type { ConsumerAt, ConsumerJudgement, Rule } from '../../rule.js';
import { inSource } from '../statement-facts.js';
import { consumerStep, listing, maker, producerStep, remedy } from '../wording.js';
import { canHurt } from './hurtful.js';

/** SQL that nobody could read to its end, where a change may hurt it: not safe, not broken, unknown. */
export const couldNotLook: Rule = {
  id: 'could-not-look',
  about: [],
  judgeAll: (at) => {
    const hurtful = hurtfulTo(at);
    if (hurtful.length === 0) return [];
    return [
      ...at.consumer.use.blinds.flatMap((blind) => ofBlind(blind, hurtful, at)),
      ...at.consumer.use.unreadable.map((file) => ofFile(file, hurtful, at)),
    ];
  },
};

/** Changes to the rights of another role are not this consumer's. */
function hurtfulTo({ question, consumer: { role } }: ConsumerAt): readonly Change[] {
  const mine = (name: string) => role === null || name === role || name === 'PUBLIC';
  return question.changes.filter((change) => {
    if (!canHurt(change)) return false;
    if (change.kind === 'privilege-revoked') return mine(change.grantee);
    if (change.kind === 'setting-changed') return change.role === null || mine(change.role);
    return change.kind !== 'role-dropped' || mine(change.role);
  });
}

function ofBlind(blind: RecordedBlind, hurtful: readonly Change[], at: ConsumerAt): readonly ConsumerJudgement[] {
  const changes = changesFor(blind, hurtful, at);
  const [change] = changes;
  if (change === undefined) return [];
  return [
    {
      ...unknown(changes, change),
      what: `builds SQL that could not be read to its end (${blind.detail}), and ${made(changes)}`,
      why: 'Nobody knows which names this SQL ends up with. It may use what is changed, or not.',
      about: [blind.reason, blind.place.within ?? '', blind.text ?? '', blind.detail].join('\n'),
      location: inSource(at.consumer, {
        file: blind.place.file,
        line: blind.place.line,
        column: blind.place.column,
      }),
    },
  ];
}

function ofFile({ location, reason }: UnreadableFile, hurtful: readonly Change[], at: ConsumerAt): ConsumerJudgement {
  const [change] = hurtful;
  return {
    ...unknown(hurtful, change),
    what: `has a file that could not be read (${reason}), and ${made(hurtful)}`,
    why: 'Nobody knows what SQL this file holds. It may use what is changed, or not.',
    about: location.file,
    location: inSource(at.consumer, location),
  };
}

/** What could hurt a blind: all of it where not even its relations are known. */
function changesFor(
  { text, known }: RecordedBlind,
  hurtful: readonly Change[],
  { question }: ConsumerAt,
): readonly Change[] {
  if (known === null && (text === null || namesNoRelation(text))) return hurtful;
  const texts = `${text ?? ''}\n${known?.text ?? ''}`;
  const touching = new Set(changeIndexOf(question).touching(texts, known?.access ?? []));
  return hurtful.filter((change) => touching.has(change));
}

/** Whether the unknown part (`…`) stands where a relation's name belongs, or no relation is named at all. */
function namesNoRelation(text: string): boolean {
  if (/\b(?:from|join|into|update|table|only|truncate|call|using|lock|copy)\s+(?:[\w".]*\s*,\s*)*["\w.]*…/iu.test(text))
    return true;
  return !/\b(?:from|join|into|update|table|truncate|call|do|copy|lock|merge)\b/iu.test(text);
}

function unknown(changes: readonly Change[], change: Change | undefined) {
  return {
    verdict: 'unknown' as const,
    subject: subjects(changes),
    ...(change === undefined ? {} : { change }),
    remedy: remedy(
      'Make the SQL readable, or say what it uses.',
      consumerStep(
        'write the names into the SQL instead of passing them in, or name the function that takes the SQL under `scan.callers` of the contract; then run `rowpact scan`',
      ),
      consumerStep('where that cannot be: look whether the place uses what is changed'),
      producerStep('approve the finding with who looked and why it holds, in `lifecycle.yaml`'),
    ),
  };
}

function made(changes: readonly Change[]): string {
  const [first] = changes;
  return `${first === undefined ? 'a migration' : maker(first)} changes ${subjects(changes)}`;
}

function subjects(changes: readonly Change[]): string {
  return listing([...new Set(changes.map((change) => describeChange(change).subject))].sort(byCodeUnit));
}
