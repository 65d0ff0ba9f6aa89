import type { NxJsonConfiguration } from '@nx/devkit';

/** One item that a target is to have in one of its lists. */
export interface TargetAddition {
  readonly list: 'dependsOn' | 'inputs' | 'syncGenerators';
  readonly item: unknown;
  /** What stands before it where the defaults have no such list. `...` means what the plugins infer: a list without it would replace that. */
  readonly before: readonly unknown[];
}

type TargetDefaults = NonNullable<NxJsonConfiguration['targetDefaults']>;
type Entry = Readonly<Partial<Record<TargetAddition['list'], readonly unknown[]>>> & { readonly filter?: unknown };

/** `nx.json` with defaults by which a target has these items too; what its defaults say already stays. */
export function withTargetDefaults(
  nxJson: NxJsonConfiguration,
  target: string,
  additions: readonly TargetAddition[],
): NxJsonConfiguration {
  const value = nxJson.targetDefaults?.[target] as Entry | readonly Entry[] | undefined; // Nx types it differently in 23 and 24.
  const added = isList(value) ? addedToList(value, additions) : addedTo(value ?? {}, additions);
  return { ...nxJson, targetDefaults: { ...nxJson.targetDefaults, [target]: added } as TargetDefaults };
}

function addedTo(entry: Entry, additions: readonly TargetAddition[]): Entry {
  return additions.reduce<Entry>((sofar, { list, item, before }) => {
    const items = sofar[list];
    if (items?.some((one) => isSame(one, item))) return sofar;
    return { ...sofar, [list]: [...(items ?? before), item] };
  }, entry);
}

/** In a list of filtered entries the last one wins: what is missing comes at the end, for every project. */
function addedToList(entries: readonly Entry[], additions: readonly TargetAddition[]): readonly Entry[] {
  const unfiltered = entries.filter(({ filter }) => filter === undefined);
  const missing = additions.filter(
    ({ list, item }) => !unfiltered.some((entry) => entry[list]?.some((one) => isSame(one, item))),
  );
  return missing.length === 0 ? entries : [...entries, addedTo({}, missing)];
}

function isList(value: Entry | readonly Entry[] | undefined): value is readonly Entry[] {
  return Array.isArray(value);
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
