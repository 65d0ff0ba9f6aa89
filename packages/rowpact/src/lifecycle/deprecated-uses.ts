import {
  type ConsumerUse,
  type Deprecation,
  displaySubject,
  type Evidence,
  type Finding,
  type Snapshot,
} from '@rowpact/model';
import type { RegisteredContract, Registry } from '@rowpact/registry';
import { readStatements } from '@rowpact/registry/statements';
import { locationText } from '../output/failure-text.js';
import { placesOfUse } from './places-of-use.js';

/** What a consumer's code has to do with what is announced to go. */
export interface DeprecatedUses {
  /** New use: more than there was when it was announced. */
  readonly findings: readonly Finding[];
  /** Old use, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Tells new use of what is announced from old use. Old is as much as was counted when it was announced; where nobody counted (a comment
 * in the database), as much as the committed record of the consumer has.
 */
export async function deprecatedUses(
  { directory }: Pick<Registry, 'directory'>,
  { contract }: RegisteredContract,
  use: ConsumerUse,
  snapshot: Snapshot,
  announced: readonly Deprecation[],
): Promise<DeprecatedUses> {
  const open = announced.filter(({ dropped }) => dropped === null);
  if (open.length === 0) return { findings: [], notes: [] };
  const record = await readStatements(directory, contract.producer, contract.consumer);
  const findings: Finding[] = [];
  const notes: string[] = [];
  for (const deprecation of open) {
    const places = placesOfUse(deprecation, snapshot, contract, use);
    if (places.length === 0) continue;
    const before = record === null ? [] : placesOfUse(deprecation, snapshot, contract, record);
    const known = deprecation.users === null ? before.length : (deprecation.users[contract.consumer] ?? 0);
    if (places.length > known) findings.push(newUse(deprecation, contract, places, before));
    else notes.push(oldUse(deprecation, contract.consumer, places));
  }
  return { findings, notes };
}

function newUse(
  { subject, reason, replacement, removeAfter }: Deprecation,
  { consumer, producer }: RegisteredContract['contract'],
  places: readonly Evidence[],
  before: readonly Evidence[],
): Finding {
  const known = new Set(before.map(placeOf));
  const fresh = places.filter((place) => !known.has(placeOf(place)));
  const evidence = fresh.length > 0 ? fresh : places;
  const [first] = evidence;
  return {
    ...{ kind: 'deprecated-use', producer, consumer, subject: displaySubject(subject) },
    ...{ reason, replacement, removeAfter, evidence },
    location: first?.location ?? { file: '' },
  };
}

function placeOf({ location }: Evidence): string {
  return `${location.file}:${location.line ?? 0}:${location.column ?? 0}`;
}

function oldUse(
  { subject, replacement, removeAfter }: Deprecation,
  consumer: string,
  places: readonly Evidence[],
): string {
  const [first] = places;
  const where =
    first === undefined
      ? ''
      : ` (${locationText(first.location)}${places.length > 1 ? ` and ${places.length - 1} more` : ''})`;
  const until = removeAfter === null ? 'is announced to go' : `goes after ${removeAfter}`;
  const instead = replacement === null ? '' : `; use ${replacement}`;
  return `${consumer} still uses ${displaySubject(subject)}${where}, which ${until}${instead}`;
}
