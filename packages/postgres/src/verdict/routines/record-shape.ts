import { quoteIdentifier } from '@rowpact/model';
import { textOf } from '../../catalog/catalog-query.js';
import { readNodeTree, TreeNode, type TreeValue } from '../../catalog/node-tree.js';
import type { EmbeddedDatabase } from '../../engine/embedded-database.js';

/** A column of a query's result. */
interface ShapeColumn {
  readonly name: string;
  readonly type: number;
}

/** The columns that the query in a function's stored body answers; null where a type could not be told. */
export function shapeIn(tree: string): readonly ShapeColumn[] | null {
  const query = firstQuery(readNodeTree(tree));
  if (!query) return null;
  const targets = query.nodes(query.number('commandType') === 1 ? 'targetList' : 'returningList');
  const columns: ShapeColumn[] = [];
  for (const target of targets.filter((entry) => !entry.is('resjunk'))) {
    const expression = target.node('expr');
    const type = expression ? typeOf(expression) : null;
    if (type === null) return null;
    const name = target.text('resname') ?? '?column?';
    if (!columns.some((column) => column.name === name)) columns.push({ name, type });
  }
  return columns.length > 0 ? columns : null;
}

function firstQuery(value: TreeValue): TreeNode | null {
  if (value instanceof TreeNode) return value.tag === 'QUERY' ? value : null;
  if (!Array.isArray(value)) return null;
  for (const entry of value as readonly TreeValue[]) {
    const found = firstQuery(entry);
    if (found) return found;
  }
  return null;
}

const TYPE_FIELDS = [
  ...[
    'vartype',
    'consttype',
    'paramtype',
    'funcresulttype',
    'opresulttype',
    'aggtype',
    'wintype',
    'resulttype',
    'casetype',
  ],
  ...['coalescetype', 'minmaxtype', 'array_typeid', 'row_typeid', 'refrestype', 'typeId', 'type'],
];
const BOOLEANS: ReadonlySet<string> = new Set([
  ...['BOOLEXPR', 'NULLTEST', 'BOOLEANTEST', 'DISTINCTEXPR', 'SCALARARRAYOPEXPR', 'ROWCOMPAREEXPR'],
]);
const BOOLEAN = 16;

/** The type of an expression; null where its node does not say it. */
function typeOf(node: TreeNode): number | null {
  if (BOOLEANS.has(node.tag)) return BOOLEAN;
  if (node.tag === 'COLLATEEXPR') {
    const inner = node.node('arg');
    return inner && typeOf(inner);
  }
  if (node.tag === 'SUBLINK') return typeOfSublink(node);
  for (const field of TYPE_FIELDS) {
    const type = node.number(field);
    if (type > 0) return type;
  }
  return null;
}

const SUBLINK = { expression: 4, multiple: 5, array: 6 } as const;

function typeOfSublink(node: TreeNode): number | null {
  const kind = node.number('subLinkType');
  if (kind < SUBLINK.expression) return BOOLEAN;
  const inner = kind === SUBLINK.expression ? node.node('subselect')?.nodes('targetList')[0]?.node('expr') : null;
  return inner ? typeOf(inner) : null;
}

/** Makes a type of these columns, until the transaction is rolled back; answers its name. */
export async function makeShape(
  database: EmbeddedDatabase,
  columns: readonly ShapeColumn[],
  number: number,
): Promise<string> {
  const name = `pg_temp.${quoteIdentifier(`rowpact shape ${number}`)}`;
  const types = await namesOf(database, columns);
  const list = columns.map((column, at) => `${quoteIdentifier(column.name)} ${types[at] ?? 'text'}`);
  await database.exec(`CREATE TYPE ${name} AS (${list.join(', ')})`);
  return name;
}

/** Names of the columns' types; a literal without a type becomes text. */
export async function namesOf(database: EmbeddedDatabase, columns: readonly ShapeColumn[]): Promise<readonly string[]> {
  const rows = await database.query(
    `SELECT CASE WHEN oid IN (705, 2249) THEN 'text' ELSE pg_catalog.format_type(oid, -1) END AS name
    FROM pg_catalog.unnest($1::int8[]) WITH ORDINALITY AS t(wanted, at) JOIN pg_catalog.pg_type ON oid = wanted::oid ORDER BY at`,
    [`{${columns.map(({ type }) => type).join(',')}}`],
  );
  return rows.map((row) => textOf(row, 'name'));
}
