import type { FunctionInfo, Relation, Snapshot } from '@rowpact/model';

/**
 * What is left of a snapshot for a comparison with one from a server of this version; both sides go through it. These
 * are all the differences there are:
 * - before 16 `pg_get_viewdef` writes `teams.name` where later versions write `name`;
 * - before 14 there are no multiranges, and procedures print no `IN` before their arguments.
 */
export function comparableWith(major: number, snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    relations: snapshot.relations.map((relation) => (major < 16 ? withoutDefinition(relation) : relation)),
    ranges: snapshot.ranges.map((range) => (major < 14 ? { ...range, multirange: null } : range)),
    functions: snapshot.functions.map((info) => (major < 14 ? withoutIn(info) : info)),
  };
}

function withoutDefinition(relation: Relation): Relation {
  return { ...relation, definition: relation.definition === null ? null : 'some query' };
}

function withoutIn(info: FunctionInfo): FunctionInfo {
  const strip = (list: string): string => list.replace(/(^|, )IN /g, '$1');
  return { ...info, arguments: strip(info.arguments), identityArguments: strip(info.identityArguments) };
}
