import { CATALOG, type FoundUses } from './found-uses.js';
import type { ParseNode } from './parse-tree.js';
import { COMMAND, type QueryLevel } from './query-level.js';

/** Bits of `requiredPerms`. */
const ACL_INSERT = 1;
const ACL_DELETE = 8;
/** Bit sets of columns start at the first system column. */
const FIRST_COLUMN = 7;

/** Notes what one level writes, as the permissions that PostgreSQL checks for its target say it. */
export function readWrites(level: QueryLevel, uses: FoundUses): void {
  if (!level.writes() || level.command === COMMAND.utility) return;
  const target = level.entry(level.query.number('resultRelation'));
  const permissions = target && level.query.nodes('rteperminfos')[target.number('perminfoindex') - 1];
  if (!permissions) return;
  const write = uses.write(permissions.number('relid'));
  const required = permissions.number('requiredPerms');
  write.inserts ||= (required & ACL_INSERT) !== 0;
  write.deletes ||= (required & ACL_DELETE) !== 0;
  for (const column of columnsIn(permissions, 'insertedCols')) write.inserted.add(column);
  for (const column of columnsIn(permissions, 'updatedCols')) write.updated.add(column);
  readArbiter(level, permissions.number('relid'), uses);
}

function readArbiter(level: QueryLevel, relation: number, uses: FoundUses): void {
  const conflict = level.query.node('onConflict');
  if (!conflict) return;
  const constraint = conflict.number('constraint');
  const named = conflict.nodes('arbiterElems').flatMap((element) => columnsOf(element.node('expr')));
  const condition = columnsOf(conflict.node('arbiterWhere'));
  if (constraint === 0 && named.length === 0) return;
  if (constraint !== 0) uses.object(CATALOG.constraint, constraint);
  for (const column of [...named, ...condition]) uses.need(relation, column);
  uses.write(relation).arbiter = { constraint, columns: constraint === 0 ? [...new Set(named)] : [] };
}

function columnsIn(permissions: ParseNode, field: string): readonly number[] {
  return permissions
    .list(field)
    .map((bit) => Number(bit) - FIRST_COLUMN)
    .filter((column) => column > 0);
}

/** The columns in an arbiter's expression: all of them are the target's. */
function columnsOf(expression: ParseNode | null): readonly number[] {
  if (!expression) return [];
  if (expression.tag === 'VAR') return [expression.number('varattno')].filter((column) => column > 0);
  return expression.fields.flatMap((field) =>
    (Array.isArray(field) ? (field as readonly unknown[]) : [field]).flatMap((part) =>
      typeof part === 'object' && part !== null && 'tag' in part ? columnsOf(part as ParseNode) : [],
    ),
  );
}
