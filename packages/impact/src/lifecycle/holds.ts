import { byCodeUnit, type Deprecation, type Location, type Snapshot } from '@rowpact/model';
import type { Hold, VersionInUse } from './lifecycle-question.js';
import { subjectUse } from './subject-use.js';
import { targetOf } from './target.js';

/** Who and what holds an object back: consumers' code first, then their deployed versions, then its date. */
export function holdsOf(
  deprecation: Deprecation,
  {
    snapshot,
    versions,
    today,
  }: { readonly snapshot: Snapshot; readonly versions: readonly VersionInUse[]; readonly today: string },
): readonly Hold[] {
  const target = targetOf(deprecation, snapshot);
  const { removeAfter } = deprecation;
  const tooEarly = removeAfter === null || today < removeAfter;
  return [
    ...[...versions].sort(byVersion).flatMap((version) => holdsIn(version, subjectUse(target, version))),
    ...(tooEarly ? [{ kind: 'date', removeAfter } as const] : []),
  ];
}

function holdsIn(version: VersionInUse, { evidence, unknown }: ReturnType<typeof subjectUse>): readonly Hold[] {
  const { name: consumer, deployed } = version;
  const sorted = [...evidence].sort((left, right) => byPlace(left.location, right.location));
  const reasons = [...unknown].sort(
    (left, right) => byPlace(left.location, right.location) || byCodeUnit(left.what, right.what),
  );
  return [
    ...(sorted.length > 0 ? [{ kind: 'used', consumer, deployed, evidence: sorted } as const] : []),
    ...(reasons.length > 0 ? [{ kind: 'unknown', consumer, deployed, reasons } as const] : []),
  ];
}

function byVersion(left: VersionInUse, right: VersionInUse): number {
  return byCodeUnit(versionKey(left), versionKey(right));
}

function versionKey({ name, deployed }: VersionInUse): string {
  return deployed === null ? `1 ${name}` : `2 ${name} ${deployed.environment} ${deployed.sha}`;
}

function byPlace(left: Location | null, right: Location | null): number {
  return (
    byCodeUnit(left?.file ?? '', right?.file ?? '') ||
    (left?.line ?? 0) - (right?.line ?? 0) ||
    (left?.column ?? 0) - (right?.column ?? 0)
  );
}
