import { byCodeUnit, type AnalysedStatement, type ColumnWrite, type WrittenValue } from '@rowpact/model';
import type { ParseNode } from '../analysis/parse-tree.js';
import { COMMAND, ENTRY, QueryLevel } from '../analysis/query-level.js';
import type { RelationFacts } from '../analysis/relation-facts.js';
import { constantSql, type ConstantText } from './constant-sql.js';
import type { FoundValue, FoundWrite } from './found-write.js';
import { isNeverNull } from './never-null.js';
import type { WriteFacts } from './write-facts.js';

/** A write on its way to the table behind a view: its target there, and each of its columns there. */
interface Target {
  readonly relation: RelationFacts;
  readonly columns: ReadonlyMap<number, readonly WrittenValue[]>;
  readonly rows: number;
}

/** What one action of a statement puts into the columns of its base table; null where it goes elsewhere, by a rule or a trigger. */
export function columnWrites(write: FoundWrite, text: ConstantText, facts: WriteFacts): readonly ColumnWrite[] | null {
  const relation = facts.relation(write.relation);
  if (!relation) return null;
  const columns = new Map(
    [...write.columns].map(([column, values]) => [
      column,
      values.map((value) => writtenValue(value, write, column, text, facts)),
    ]),
  );
  const target = behindViews({ relation, columns, rows: write.rows }, write.by, facts);
  if (target === null) return null;
  if (!target.relation.own) return [];
  const { id } = target.relation;
  return [...target.relation.columns].flatMap(([attnum, { name, generated }]) => {
    const values = target.columns.get(attnum) ?? (write.by === 'insert' ? leftOut(target.rows) : null);
    return generated || !values ? [] : [{ relation: id, column: name, by: write.by, values }];
  });
}

function leftOut(rows: number): readonly WrittenValue[] {
  return Array.from({ length: rows }, () => ({ kind: 'default', omitted: true }) as const);
}

function writtenValue(
  value: FoundValue,
  write: FoundWrite,
  column: number,
  text: ConstantText,
  facts: WriteFacts,
): WrittenValue {
  if (value.kind === 'default') return value;
  const { node } = value;
  if (node.tag === 'CONST' && node.is('constisnull')) return { kind: 'null' };
  // Other kinds of parameters stand for results of subqueries.
  if (node.tag === 'PARAM' && node.number('paramkind') === 0)
    return { kind: 'parameter', number: node.number('paramid') };
  const sql = constantSql(node, text, facts);
  if (sql !== null) return isNullCast(sql) ? { kind: 'null' } : { kind: 'constant', sql };
  return { kind: 'expression', nullable: !isNeverNull(node, write, column, facts) };
}

function isNullCast(sql: string): boolean {
  return /^(?:CAST\()*NULL::/.test(sql);
}

/** Follows a write through views that PostgreSQL writes through by itself. */
function behindViews(target: Target, by: ColumnWrite['by'], facts: WriteFacts): Target | null {
  const { relation, columns, rows } = target;
  if (relation.kind !== 'v') return target;
  const command = by === 'insert' ? COMMAND.insert : COMMAND.update;
  if (relation.triggered.has(command) || relation.instead.has(command) || !relation.query) return null;
  const base = baseOf(relation.query);
  const behind = base && facts.relation(base.relation);
  if (!base || !behind) return null;
  const there = new Map<number, readonly WrittenValue[]>();
  for (const [position, column] of base.columns) {
    const values = columns.get(position);
    // A default of the view's stands before the table's.
    const hasOwn = facts.hasDefault(relation.oid, position);
    const own = (value: WrittenValue): WrittenValue =>
      value.kind === 'default' && hasOwn ? { kind: 'expression', nullable: true } : value;
    if (values) there.set(column, values.map(own));
    else if (by === 'insert' && hasOwn) there.set(column, leftOut(rows).map(own));
  }
  return behindViews({ relation: behind, columns: there, rows }, by, facts);
}

/** The one relation behind a view that can be written through, and its columns by those of the view. */
function baseOf(query: ParseNode): { readonly relation: number; readonly columns: ReadonlyMap<number, number> } | null {
  const level = new QueryLevel(query, null);
  const [from, ...others] = query.node('jointree')?.nodes('fromlist') ?? [];
  if (from?.tag !== 'RANGETBLREF' || others.length > 0) return null;
  const index = from.number('rtindex');
  const entry = level.entry(index);
  if (entry?.number('rtekind') !== ENTRY.relation) return null;
  const columns = level.positions().flatMap((position) => {
    const expression = level.result(position)?.node('expr');
    const isPlain = expression?.tag === 'VAR' && expression.number('varno') === index;
    return isPlain ? [[position, expression.number('varattno')] as const] : [];
  });
  return { relation: entry.number('relid'), columns: new Map(columns) };
}

/** What a statement writes where nobody can see the values: every column may get anything. */
export function unseenWrites({ relations }: AnalysedStatement): readonly ColumnWrite[] {
  const anything: readonly WrittenValue[] = [{ kind: 'expression', nullable: true }];
  const views = new Set(relations.flatMap(({ through }) => through));
  const tables = relations.filter(({ relation }) => !views.has(relation));
  return tables.flatMap(({ relation, insert, update, omitted }) => [
    ...insert.map((column): ColumnWrite => ({ relation, column, by: 'insert', values: anything })),
    ...(omitted ?? []).map((column): ColumnWrite => ({ relation, column, by: 'insert', values: leftOut(1) })),
    ...update.map((column): ColumnWrite => ({ relation, column, by: 'update', values: anything })),
  ]);
}

/** Sorted by relation, column, and insert before update; several actions on one column stay apart, in their order. */
export function sortWrites(writes: readonly ColumnWrite[]): readonly ColumnWrite[] {
  return [...writes].sort(
    (left, right) =>
      byCodeUnit(left.relation, right.relation) ||
      byCodeUnit(left.by, right.by) ||
      byCodeUnit(left.column, right.column),
  );
}
