import type { SchemaState } from '@rowpact/model';
import { compareStates } from './comparison.js';
import { diffChildren } from './diff-children.js';
import { diffCluster } from './diff-cluster.js';
import { diffColumns } from './diff-columns.js';
import { diffComments } from './diff-comments.js';
import { diffConstraints, diffNewReferences } from './diff-constraints.js';
import { diffIndexes } from './diff-indexes.js';
import { diffObjects } from './diff-objects.js';
import { diffRelationPrivileges } from './diff-privileges.js';
import { diffRelation, diffRelationSet } from './diff-relations.js';
import { diffRoutines } from './diff-routines.js';
import { diffSchemas } from './diff-schemas.js';
import { diffSequences } from './diff-sequences.js';
import { diffAttached } from './diff-triggers.js';
import { diffTypes } from './diff-types.js';
import type { FoundChange, IdentityBy } from './found-change.js';
import { sortChanges } from './sort-changes.js';

/**
 * Every difference between two states of a schema that a catalog can show, without any opinion on it.
 *
 * Changes are told of the name before. Where another relation has taken it, who goes by the name gets `relation-replaced` and the
 * differences between what had the name and what has it; what had it is told of by its new name, if it is still there.
 * @param identity `catalog` for two states of one database, where a rename is a rename; `names` for two databases
 */
export function diffStates(before: SchemaState, after: SchemaState, identity: IdentityBy): readonly FoundChange[] {
  const comparison = compareStates(before, after, identity);
  return sortChanges([
    ...diffSchemas(comparison),
    ...diffRelationSet(comparison),
    ...comparison.relations.pairs.flatMap((pair) => [
      ...diffRelation(pair, comparison),
      ...diffColumns(pair, comparison),
      ...diffRelationPrivileges(pair, comparison),
      ...(pair.scope === 'surface'
        ? []
        : [...diffConstraints(pair, comparison), ...diffIndexes(pair, comparison), ...diffAttached(pair, comparison)]),
    ]),
    ...diffNewReferences(comparison),
    ...diffChildren(comparison),
    ...diffTypes(comparison),
    ...diffRoutines(comparison),
    ...diffSequences(comparison),
    ...diffCluster(comparison),
    ...diffObjects(comparison),
    ...diffComments(comparison),
  ]);
}
