/** What is there in both states, and what in one of them only. */
export interface Matched<Value> {
  readonly kept: readonly (readonly [before: Value, after: Value])[];
  readonly gone: readonly Value[];
  readonly added: readonly Value[];
}

/** What two members must have alike to be one and the same; null for a member that has nothing of the kind. */
export type KeyOf<Value> = (value: Value, side: 'before' | 'after') => string | number | null;

/**
 * Pairs members by the first key, what is left by the second, and so on. Where several have one key alike, they are paired in their
 * order.
 */
export function matchMembers<Value>(
  before: readonly Value[],
  after: readonly Value[],
  keys: readonly KeyOf<Value>[],
): Matched<Value> {
  const [first] = keys;
  if (first && isInPlace(before, after, first)) return { kept: pairsInPlace(before, after), gone: [], added: [] };
  const kept: (readonly [Value, Value])[] = [];
  let gone = before;
  let added = after;
  for (const keyOf of keys) {
    if (gone.length === 0 || added.length === 0) break;
    const round = matchByKey(gone, added, keyOf);
    kept.push(...round.kept);
    ({ gone, added } = round);
  }
  return { kept, gone, added };
}

/** Nearly always nothing came and nothing went: that is found out without a map. */
function isInPlace<Value>(before: readonly Value[], after: readonly Value[], keyOf: KeyOf<Value>): boolean {
  if (before.length !== after.length) return false;
  return before.every((value, at) => {
    const partner = after[at];
    const key = keyOf(value, 'before');
    return key !== null && partner !== undefined && keyOf(partner, 'after') === key;
  });
}

function pairsInPlace<Value>(before: readonly Value[], after: readonly Value[]): Matched<Value>['kept'] {
  return before.flatMap((value, at) => {
    const partner = after[at];
    return partner === undefined ? [] : [[value, partner] as const];
  });
}

function matchByKey<Value>(before: readonly Value[], after: readonly Value[], keyOf: KeyOf<Value>): Matched<Value> {
  const waiting = new Map<string | number, Value[]>();
  const added = new Set(after);
  for (const value of after) {
    const key = keyOf(value, 'after');
    if (key === null) continue;
    const group = waiting.get(key);
    if (group) group.push(value);
    else waiting.set(key, [value]);
  }
  const kept: (readonly [Value, Value])[] = [];
  const gone: Value[] = [];
  for (const value of before) {
    const key = keyOf(value, 'before');
    const partner = key === null ? undefined : waiting.get(key)?.shift();
    if (partner === undefined) gone.push(value);
    else {
      kept.push([value, partner]);
      added.delete(partner);
    }
  }
  return { kept, gone, added: [...added] };
}
