import type { IndexDetail } from '@rowpact/model';
import type { Comparison } from './comparison.js';
import { memberKeys } from './diff-constraints.js';
import { found, row, type FoundChange } from './found-change.js';
import { matchMembers } from './match-members.js';
import type { NamesAfter } from './names-after.js';
import type { RelationPair } from './pair-relations.js';

/**
 * What became of the indexes of a relation. One behind a constraint is the constraint's: it is told only where it comes to stand
 * alone, or comes to stand behind one.
 */
export function diffIndexes(pair: RelationPair, { names }: Comparison): readonly FoundChange[] {
  const relation = pair.name;
  const { kept, gone, added } = matchMembers(pair.before.indexes, pair.after.indexes, memberKeys(pair.same));
  const touched = (...indexes: readonly IndexDetail[]): ReturnType<typeof row> => {
    const oids = indexes.map(({ oid }) => oid);
    return [...row('pg_index', ...oids), ...row('pg_class', ...oids)];
  };
  return [
    ...gone
      .filter(({ ofConstraint }) => !ofConstraint)
      .map((index) => found({ kind: 'index-dropped', relation, before: index }, touched(index))),
    ...added
      .filter(({ ofConstraint }) => !ofConstraint)
      .map((index) => found({ kind: 'index-added', relation, after: index }, touched(index))),
    ...kept
      .filter(([before, after]) => !(before.ofConstraint && after.ofConstraint) && !sameIndex(before, after, names))
      .map(([before, after]) => found({ kind: 'index-changed', relation, before, after }, touched(after, before))),
  ];
}

function sameIndex(before: IndexDetail, after: IndexDetail, names: NamesAfter): boolean {
  return (
    before.name === after.name &&
    before.unique === after.unique &&
    before.nullsNotDistinct === after.nullsNotDistinct &&
    before.valid === after.valid &&
    before.immediate === after.immediate &&
    before.ofConstraint === after.ofConstraint &&
    names.sameText(before.predicate, after.predicate) &&
    names.sameText(before.definition, after.definition)
  );
}
