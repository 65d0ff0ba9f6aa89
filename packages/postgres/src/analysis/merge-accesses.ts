import { byCodeUnit, type RelationAccess } from '@rowpact/model';

/** One entry per relation and way to it, of the accesses of several commands. */
export function mergeAccesses(accesses: readonly RelationAccess[]): readonly RelationAccess[] {
  const merged = new Map<string, RelationAccess>();
  for (const access of accesses) {
    const key = [access.relation, ...access.through].join('\0');
    const before = merged.get(key);
    merged.set(key, before ? merge(before, access) : access);
  }
  return [...merged].sort(([left], [right]) => byCodeUnit(left, right)).map(([, access]) => access);
}

function merge(left: RelationAccess, right: RelationAccess): RelationAccess {
  const read = union(left.read, right.read);
  const insert = union(left.insert, right.insert);
  const update = union(left.update, right.update);
  const without = (columns: readonly string[], ...others: readonly (readonly string[])[]): readonly string[] =>
    columns.filter((column) => others.every((other) => !other.includes(column)));
  return {
    relation: left.relation,
    through: left.through,
    read,
    exposed: without(union(left.exposed, right.exposed), read),
    needs: without(union(left.needs, right.needs), read, insert, update),
    insert,
    update,
    deletes: left.deletes || right.deletes,
    // What one INSERT leaves out stays left out by that one.
    omitted: left.omitted && right.omitted ? union(left.omitted, right.omitted) : (left.omitted ?? right.omitted),
    wildcard: left.wildcard || right.wildcard,
    wholeRow: left.wholeRow || right.wholeRow,
    arbiter: left.arbiter ?? right.arbiter,
  };
}

function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort(byCodeUnit);
}
