import { byCodeUnit, type Deprecation, type LifecycleFile, type Location, type Snapshot } from '@rowpact/model';
import { deprecationsInComments } from './comment-announcements.js';

/**
 * Everything that is announced, from `lifecycle.yaml` and from comments in the database, sorted by subject. The file wins; a
 * tombstone in it leaves room for a comment on a column that has come back under the old name.
 * @param location the place of what a comment announces
 */
export function mergeDeprecations(
  file: Pick<LifecycleFile, 'deprecations'>,
  snapshot: Snapshot,
  location: Location,
): readonly Deprecation[] {
  const merged = new Map<string, Deprecation>();
  for (const one of deprecationsInComments(snapshot, location)) merged.set(keyOf(one), one);
  for (const one of file.deprecations) merged.set(keyOf(one), one);
  return [...merged.values()].sort(
    (left, right) => byCodeUnit(left.subject, right.subject) || byCodeUnit(keyOf(left), keyOf(right)),
  );
}

function keyOf({ kind, subject, dropped }: Deprecation): string {
  return `${kind} ${subject} ${dropped ? 'dropped' : ''}`;
}
