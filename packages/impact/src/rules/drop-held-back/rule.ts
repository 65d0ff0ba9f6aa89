import { byCodeUnit, displaySubject, type Evidence, type ImpactFinding } from '@rowpact/model';
import { changeOf, dropInWords, dropPlace, type Drop } from '../../lifecycle/drops.js';
import { lifecycleFinding } from '../../lifecycle/lifecycle-finding.js';
import type { Hold, LifecycleQuestion } from '../../lifecycle/lifecycle-question.js';
import type { LifecycleRule } from '../../lifecycle/lifecycle-rule.js';
import { listing, remedy } from '../wording.js';

type Holder = Exclude<Hold, { readonly kind: 'date' }>;

/**
 * What was announced stays while a version that runs, or that a rollback may bring back, uses it, and while nobody could look.
 * What current code is seen to use is said by the findings about that consumer.
 */
export const dropHeldBack: LifecycleRule = {
  id: 'drop-held-back',
  judge: ({ question, drops }) =>
    drops.flatMap((drop) => {
      const holders = (drop.status?.holds ?? []).flatMap((hold) => (isHolder(hold) ? [hold] : []));
      return holders.length === 0 ? [] : [finding(drop, question, holders)];
    }),
};

function isHolder(hold: Hold): hold is Holder {
  return hold.kind === 'unknown' || (hold.kind === 'used' && hold.deployed !== null);
}

function finding(drop: Drop, question: LifecycleQuestion, holders: readonly Holder[]): ImpactFinding {
  const name = displaySubject(drop.subject);
  const runs = holders.filter(({ kind }) => kind === 'used');
  const said = [...new Set((runs.length > 0 ? runs : holders).map(inWords))];
  const steps = (drop.status?.next ?? []).filter(({ consumer }) =>
    holders.some((holder) => holder.consumer === consumer),
  );
  return lifecycleFinding({
    rule: 'drop-held-back',
    producer: question.producer,
    verdict: runs.length > 0 ? 'breaks' : 'unknown',
    subject: drop.subject,
    sentence: `${dropInWords(drop)}, but ${listing(said)}`,
    change: changeOf(drop),
    location: dropPlace(drop, question),
    migration: drop.change?.origin?.location ?? null,
    why: runs.length > 0 ? RUNS : UNSEEN,
    evidence: holders.flatMap(evidenceOf),
    remedy: remedy(
      `Drop ${name} when no version that runs uses it and all of them could be looked into.`,
      ...steps.map(({ consumer, what, command }) => ({
        who: 'consumer' as const,
        what: `${consumer ?? ''}: ${what}`,
        ...(command === undefined ? {} : { command }),
      })),
    ),
    same: [...new Set(holders.map(keyOf))].sort(byCodeUnit),
  });
}

function inWords({ kind, consumer, deployed, ...hold }: Holder): string {
  const who = deployed === null ? consumer : `${consumer} ${deployed.sha.slice(0, 12)} in ${deployed.environment}`;
  if (kind === 'used') return `${who} still uses it`;
  const [first] = 'reasons' in hold ? hold.reasons : [];
  if (!first?.location) return `nobody knows whether ${who} uses it: ${first?.what ?? 'it could not be read'}`;
  const { file, line } = first.location;
  return `nobody knows whether ${who} uses it (${line === undefined ? file : `${file}:${line}`}: ${first.what})`;
}

function evidenceOf(holder: Holder): readonly Evidence[] {
  if (holder.kind === 'used') return holder.evidence;
  return holder.reasons.flatMap(({ location }) =>
    location ? [{ location, access: 'read', from: null } as const] : [],
  );
}

/** Not the version: the next one that still uses it is the same trouble. */
function keyOf({ kind, consumer, deployed }: Holder): string {
  return `${kind} ${consumer} ${deployed?.environment ?? ''}`;
}

const RUNS =
  'A version that is deployed, or that a rollback brings back, sends its statements whatever the newest code says.';
const UNSEEN = 'SQL that could not be read to its end may use it. What nobody could look into is not known to be safe.';
