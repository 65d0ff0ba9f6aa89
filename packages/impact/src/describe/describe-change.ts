import type { SchemaChange } from '@rowpact/model';
import { describeAccess } from './describe-access.js';
import { describeColumn } from './describe-column.js';
import { describeConstraint } from './describe-constraint.js';
import { describeMigrations } from './describe-migrations.js';
import { describeRelation } from './describe-relation.js';
import { describeRoutine } from './describe-routine.js';
import { describeType } from './describe-type.js';
import type { Description } from './description.js';

/** Says a change in plain words: `players.team_id`, `players.team_id is dropped`. */
export function describeChange(change: SchemaChange): Description {
  const words =
    describeColumn(change) ??
    describeRelation(change) ??
    describeConstraint(change) ??
    describeType(change) ??
    describeRoutine(change) ??
    describeAccess(change) ??
    describeMigrations(change);
  if (words === null) throw new TypeError(`no words for ${change.kind}`);
  return words;
}
