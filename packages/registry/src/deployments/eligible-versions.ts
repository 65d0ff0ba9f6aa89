import { byCodeUnit, type DeployedVersion, type GatePolicy } from '@rowpact/model';

/**
 * The versions that run, and those that a rollback may bring back: of each consumer and environment the newest and as many before
 * it as the policy says. Sorted by consumer and environment, the newest last.
 */
export function eligibleVersions(
  versions: readonly DeployedVersion[],
  { rollbackVersions }: Pick<GatePolicy, 'rollbackVersions'>,
): readonly DeployedVersion[] {
  const places = new Map<string, DeployedVersion[]>();
  for (const version of versions) {
    const place = `${version.consumer}\n${version.environment}`;
    places.set(place, [...(places.get(place) ?? []), version]);
  }
  return [...places.entries()]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .flatMap(([, all]) => all.slice(-(rollbackVersions + 1)));
}
