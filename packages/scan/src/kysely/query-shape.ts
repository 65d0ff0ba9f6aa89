/** The kinds of Kysely's nodes that are statements. */
const QUERIES = ['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode', 'MergeQueryNode'];

/** What of Kysely's nodes is looked at. */
interface OperationNode {
  readonly kind: string;
  /** Of an UPDATE. */
  readonly updates?: readonly unknown[];
  /** Of an INSERT. */
  readonly values?: unknown;
  readonly defaultValues?: boolean;
  /** Of a SELECT. */
  readonly selections?: readonly unknown[];
  readonly setOperations?: readonly unknown[];
}

/** A query's tree; null for everything else that Kysely makes. */
export function queryNodeOf(value: object): OperationNode | null {
  const node = operationNodeOf(value);
  return node !== null && QUERIES.includes(node.kind) ? node : null;
}

/** The tree of an object of Kysely; null where it has none, or cannot make it. */
export function operationNodeOf(value: object): OperationNode | null {
  const source = value as { readonly toOperationNode?: unknown }; // any object of Kysely may have it
  if (typeof source.toOperationNode !== 'function') return null;
  try {
    return (source.toOperationNode as () => OperationNode).call(value);
  } catch {
    return null;
  }
}

/** What makes a query another one for PostgreSQL's rules: its tables, groups and set operations. Equal for equal texts. */
export function shapeOf(query: object): string {
  const node = operationNodeOf(query);
  if (node === null) return '';
  const { groupBy, having, distinctOn, setOperations, from } = node as unknown as Readonly<Record<string, unknown>>; // each kind has some
  const tables = new Set<string>();
  collectTables(node, tables, 0);
  const rest = [groupBy, having, distinctOn, setOperations].map((part) => (part === undefined ? '' : 'set')).join(',');
  return `${[...tables].sort().join(' ')} | ${rest} | ${from === undefined ? '' : 'from'}`;
}

function collectTables(node: unknown, tables: Set<string>, depth: number): void {
  if (typeof node !== 'object' || node === null || depth > 60) return;
  if (Array.isArray(node)) {
    for (const each of node) collectTables(each, tables, depth + 1);
    return;
  }
  const { kind } = node as { readonly kind?: unknown }; // nodes are plain objects
  if (kind === 'ValueNode' || kind === 'PrimitiveValueListNode') return;
  if (kind === 'TableNode') tables.add(JSON.stringify(node));
  for (const each of Object.values(node)) collectTables(each, tables, depth + 1);
}
