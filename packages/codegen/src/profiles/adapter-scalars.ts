import type { TypeId } from '@rowpact/model';
import { PostgresAdapter, type ExpressionNode } from '../kysely-codegen.js';
import { IntegerNode } from '../nodes.js';
import { builtin, type ScalarTypes } from './driver-profile.js';

const adapter = new PostgresAdapter();

/** kysely-codegen's types for PostgreSQL's own, its `ColumnType` aliases taken apart into read and write. */
export function adapterScalars(): Map<TypeId, ScalarTypes> {
  const scalars = new Map(Object.entries(adapter.scalars).map(([name, node]) => [builtin(name), resolve(node)]));
  for (const [range, node] of INTEGERS) scalars.set(builtin(range), { read: node, write: node });
  return scalars;
}

/** The integers that both drivers read as numbers, and that kysely-codegen has as any numbers. */
const INTEGERS = (['int2', 'int4', 'oid'] as const).map((range) => [range, new IntegerNode(range)] as const);

/** What a module has to declare for a name that those types use; null for a name that is none of the adapter's. */
export function adapterDefinition(name: string): ExpressionNode | null {
  const definition = new Map<string, ExpressionNode | { readonly type: 'Template' }>(
    Object.entries(adapter.definitions),
  ).get(name);
  return !definition || definition.type === 'Template' ? null : definition;
}

function resolve(node: ExpressionNode): ScalarTypes {
  if (node.type !== 'Identifier') return { read: node, write: node };
  const definition = adapterDefinition(node.name);
  if (definition?.type !== 'GenericExpression') return { read: node, write: node };
  const [read = node, write = read] = definition.args;
  return { read, write };
}
