import {
  displaySubject,
  parseCascadeItem,
  subjectParts,
  type Change,
  type Deprecation,
  type Location,
} from '@rowpact/model';
import { fallenItems, type FallenItem } from './fallen-items.js';
import { goneObjects, type GoneObject } from './gone-objects.js';
import type { LifecycleQuestion, LifecycleStatus } from './lifecycle-question.js';
import { lifecycleStates } from './lifecycle-states.js';

/** An object that a pending migration takes away, and what was said of it. */
export interface Drop extends GoneObject {
  /** The announcement as it was before this change set; null where there was none, or nobody could look. */
  readonly before: Deprecation | null;
  /** As it is now, with or without a tombstone; null where there is none (any more). */
  readonly now: Deprecation | null;
  /** What the drop is held to; null where it was never announced. With the later of both dates. */
  readonly announcement: Deprecation | null;
  /** Where the announced object stood before the migrations; null without an announcement. */
  readonly status: LifecycleStatus | null;
  /** What fell in the same statement without being named. */
  readonly fallen: readonly FallenItem[];
  /** Whether it fell with an announced object that says so. */
  readonly excused: boolean;
}

/** What every lifecycle rule looks at. */
export interface LifecycleAt {
  readonly question: LifecycleQuestion;
  readonly drops: readonly Drop[];
}

export function dropsIn(question: LifecycleQuestion): readonly Drop[] {
  const { announced, announcedBefore, changes } = question;
  const known = [...announced, ...(announcedBefore ?? [])];
  const drops = goneObjects(question, known).map((gone): Drop => {
    const before = announcedBefore?.find((one) => isOf(one, gone) && one.dropped === null) ?? null;
    const now = announced.find((one) => isOf(one, gone)) ?? null;
    const announcement = heldTo(before, now);
    return {
      ...gone,
      before,
      now,
      announcement,
      status: announcement && statusOf(announcement, question),
      fallen: announcement && gone.change ? fallenItems(gone, gone.change, changes) : [],
      excused: false,
    };
  });
  return drops.map((drop) => ({ ...drop, excused: drop.announcement === null && isDeclared(drop, drops) }));
}

function isOf(one: Deprecation, { kind, subject }: GoneObject): boolean {
  return one.kind === kind && one.subject === subject;
}

/** A tombstone that comes without an announcement announces nothing. */
function heldTo(before: Deprecation | null, now: Deprecation | null): Deprecation | null {
  const latest = now ?? before;
  if (latest === null || (before === null && latest.dropped !== null)) return null;
  // A day that is first named together with the drop gave nobody time.
  if (before?.removeAfter === null) return { ...latest, removeAfter: null };
  const dates = [before, now].flatMap((one) => one?.removeAfter ?? []);
  const removeAfter = dates.sort().at(-1) ?? null;
  return { ...latest, removeAfter };
}

function statusOf(announcement: Deprecation, { before, versions, today }: LifecycleQuestion): LifecycleStatus | null {
  const deprecations = [{ ...announcement, dropped: null }];
  return lifecycleStates({ deprecations, snapshot: before, versions, today })[0] ?? null;
}

/** Whether an announced object of the same migration says that this falls with it. */
function isDeclared(drop: Drop, drops: readonly Drop[]): boolean {
  return drops.some(
    (other) =>
      other.announcement !== null &&
      migrationOf(other.change) === migrationOf(drop.change) &&
      declaredNames(other.announcement).some((name) => covers(name, drop)),
  );
}

/** What an announcement says falls with the object, as canonical names with their kinds. */
export function declaredNames({ cascade }: Deprecation): readonly FallenItem[] {
  return cascade.flatMap((text) => {
    const item = parseCascadeItem(text);
    return item ? [item] : [];
  });
}

function covers(item: FallenItem, { kind, subject }: GoneObject): boolean {
  if (item.name === subject) return true;
  const parts = subjectParts(kind, subject);
  return parts.kind !== 'enum value' && item.name === parts.relation;
}

export function migrationOf(change: Change | null): string | null {
  return change?.origin?.migration ?? null;
}

/** Where a drop is to be shown: its statement, else its announcement. */
export function dropPlace({ change, now, before }: Drop, { location }: LifecycleQuestion): Location {
  return change?.origin?.location ?? now?.location ?? before?.location ?? location;
}

/** `migration 019_drop_team_id drops players.team_id` */
export function dropInWords({ change, subject }: Drop): string {
  const by = migrationOf(change);
  const name = displaySubject(subject);
  const renamed = change !== null && change.kind.endsWith('-renamed');
  return `${by === null ? 'the new schema' : `migration ${by}`} ${renamed ? 'renames' : 'drops'} ${name}`;
}

/** `players.team_id is dropped` */
export function changeOf({ change, subject }: Drop): string {
  return `${displaySubject(subject)} is ${change?.kind.endsWith('-renamed') ? 'renamed' : 'dropped'}`;
}
