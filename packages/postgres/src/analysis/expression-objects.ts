import { CATALOG, type FoundUses } from './found-uses.js';
import type { ParseNode } from './parse-tree.js';

const TYPE_FIELDS: ReadonlySet<unknown> = new Set([
  'vartype',
  'consttype',
  'paramtype',
  'funcresulttype',
  'opresulttype',
  'aggtype',
  'wintype',
  'resulttype',
  'casetype',
  'coalescetype',
  'minmaxtype',
  'array_typeid',
  'element_typeid',
  'row_typeid',
  'refrestype',
  'typeId',
]);

const OBJECT_FIELDS: ReadonlyMap<unknown, number> = new Map([
  ['funcid', CATALOG.function],
  ['opfuncid', CATALOG.function],
  ['aggfnoid', CATALOG.function],
  ['winfnoid', CATALOG.function],
  ['opno', CATALOG.operator],
]);

/** Types of constants that name objects: `'players'::regclass`, which `nextval('players_id_seq')` has too. */
const REFERENCE_TYPES: ReadonlyMap<number, number> = new Map([
  [2205, CATALOG.relation],
  [24, CATALOG.function],
  [2202, CATALOG.function],
  [2203, CATALOG.operator],
  [2204, CATALOG.operator],
  [2206, CATALOG.type],
]);

/** Notes the functions, operators and types that one node of an expression names. */
export function noteObjects(node: ParseNode, uses: FoundUses): void {
  const { fields } = node;
  for (let at = 0; at < fields.length; at += 2) {
    const name = fields[at];
    const value = fields[at + 1];
    if (typeof value !== 'string') continue;
    if (TYPE_FIELDS.has(name)) uses.types.add(Number(value));
    const catalog = OBJECT_FIELDS.get(name);
    if (catalog !== undefined && value !== '0') uses.object(catalog, Number(value));
  }
  if (node.tag === 'CONST') noteReference(node, uses);
}

function noteReference(node: ParseNode, uses: FoundUses): void {
  const catalog = REFERENCE_TYPES.get(node.number('consttype'));
  if (catalog === undefined || node.is('constisnull')) return;
  const [a = 0, b = 0, c = 0, d = 0] = node.list('constvalue').map((byte) => Number(byte) & 0xff);
  const oid = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  if (oid !== 0) uses.object(catalog, oid);
}

/** The type of an expression, as its own node says it; null where the node says none. */
export function typeOf({ fields }: ParseNode): number | null {
  for (let at = 0; at < fields.length; at += 2) if (TYPE_FIELDS.has(fields[at])) return Number(fields[at + 1]);
  return null;
}
