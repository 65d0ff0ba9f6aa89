import { type Deprecation, displaySubject, type GatePolicy, type LifecycleKind, type Snapshot } from '@rowpact/model';
import { type Hold, lifecycleStates, type LifecycleStatus, type VersionInUse } from '@rowpact/impact';
import { namedSubject } from '../lifecycle/named-subject.js';

/** What a migration drops, and what is known of it today. */
export interface DroppedObject {
  readonly kind: LifecycleKind;
  /** As people name it: `players.team_id`. */
  readonly name: string;
  readonly subject: string;
  /** Its announcement; null where there is none. */
  readonly announced: Deprecation | null;
  /** Where it stands; null where it is not announced. */
  readonly state: LifecycleStatus['state'] | null;
  /** Who uses it, or may, its day left aside. */
  readonly holds: readonly Exclude<Hold, { readonly kind: 'date' }>[];
  /** Whether it may go at once, unannounced: nobody uses it, and the producer's policy asks for no more. */
  readonly free: boolean;
  /** What tells it from other things of its name, for `--kind`; null where the name alone does. */
  readonly mustSayKind: boolean;
}

/** What is known of a producer when a drop is written. */
export interface KnownUse {
  readonly snapshot: Snapshot;
  readonly deprecations: readonly Deprecation[];
  readonly versions: readonly VersionInUse[];
  readonly policy: GatePolicy;
  readonly today: string;
}

const KIND = /^(column|table|view|materialized view|enum value|constraint|default)\s+(\S.*)$/iu;

/**
 * Reads what is to be dropped: a name as in `rowpact deprecate`, with or without its kind in front (`default players.score`).
 * @throws FailureError (`usage`) with the nearest name where the schema has nothing of it
 */
export function droppedObject(text: string, known: KnownUse): DroppedObject {
  const [, word, rest] = KIND.exec(text.trim()) ?? [];
  const name = rest ?? text;
  const { kind, subject } = namedSubject(name, word === undefined ? null : kindOf(word), known.snapshot);
  const open = known.deprecations.find((one) => one.kind === kind && one.subject === subject && one.dropped === null);
  const status = statusOf(open ?? unannounced(kind, subject), known);
  const holds = (status?.holds ?? []).filter((hold) => hold.kind !== 'date');
  return {
    ...{
      kind,
      subject,
      name: displaySubject(subject),
      announced: open ?? null,
      state: open ? (status?.state ?? null) : null,
    },
    ...{ holds, free: open === undefined && holds.length === 0 && known.policy.drops === 'unused' },
    mustSayKind: kind === 'default' || namedSubject(name, null, known.snapshot).kind !== kind,
  };
}

/** What a migration is called may say what it drops: `drop players.team_id`. Null where it does not. */
export function dropInName(name: string, snapshot: Snapshot): string | null {
  const dropped = /^drop\s+(\S.*)$/iu.exec(name.trim())?.[1];
  if (dropped === undefined) return null;
  const [, word, rest] = KIND.exec(dropped) ?? [];
  try {
    namedSubject(rest ?? dropped, word === undefined ? null : kindOf(word), snapshot);
    return dropped;
  } catch {
    return null; // Words that only begin like it.
  }
}

function kindOf(word: string): LifecycleKind {
  switch (word.toLowerCase()) {
    case 'column':
    case 'constraint':
    case 'default':
    case 'enum value':
      return word.toLowerCase() as LifecycleKind; // One of the four above.
    default:
      return 'table';
  }
}

function statusOf(deprecation: Deprecation, { snapshot, versions, today }: KnownUse): LifecycleStatus | undefined {
  return lifecycleStates({ deprecations: [deprecation], snapshot, versions, today })[0];
}

function unannounced(kind: LifecycleKind, subject: string): Deprecation {
  return {
    ...{ kind, subject, reason: '', replacement: null, since: null, removeAfter: null, cascade: [], dropped: null },
    ...{ users: null, location: { file: '' }, source: 'registry' },
  };
}
