import type { TreeNode } from '../catalog/node-tree.js';

const BOOL = 16;
const INT4 = 23;
const TEXT = 25;
/** Of a literal whose type nobody asked for: a text. */
const UNKNOWN_LITERAL = 705;

/** The field in which a node says its type. */
const FIELDS: Readonly<Record<string, string>> = {
  VAR: 'vartype',
  CONST: 'consttype',
  PARAM: 'paramtype',
  FUNCEXPR: 'funcresulttype',
  OPEXPR: 'opresulttype',
  NULLIFEXPR: 'opresulttype',
  DISTINCTEXPR: 'opresulttype',
  AGGREF: 'aggtype',
  WINDOWFUNC: 'wintype',
  CASEEXPR: 'casetype',
  COALESCEEXPR: 'coalescetype',
  MINMAXEXPR: 'minmaxtype',
  ARRAYEXPR: 'array_typeid',
  ROWEXPR: 'row_typeid',
  SUBSCRIPTINGREF: 'refrestype',
  RELABELTYPE: 'resulttype',
  COERCEVIAIO: 'resulttype',
  ARRAYCOERCEEXPR: 'resulttype',
  CONVERTROWTYPEEXPR: 'resulttype',
  COERCETODOMAIN: 'resulttype',
  FIELDSELECT: 'resulttype',
  FIELDSTORE: 'resulttype',
  CASETESTEXPR: 'typeId',
  NEXTVALUEEXPR: 'typeId',
  SQLVALUEFUNCTION: 'type',
  MERGESUPPORTFUNC: 'msftype',
};

const MODIFIERS: Readonly<Record<string, string>> = {
  VAR: 'vartypmod',
  CONST: 'consttypmod',
  RELABELTYPE: 'resulttypmod',
  FIELDSELECT: 'resulttypmod',
  SUBSCRIPTINGREF: 'reftypmod',
};

const ALWAYS: Readonly<Record<string, number>> = {
  BOOLEXPR: BOOL,
  NULLTEST: BOOL,
  BOOLEANTEST: BOOL,
  SCALARARRAYOPEXPR: BOOL,
  ROWCOMPAREEXPR: BOOL,
  JSONISPREDICATE: BOOL,
  GROUPINGFUNC: INT4,
};

/** `SubLinkType`. */
export const SUBLINK = { expression: 4, array: 6 } as const;
const BOOLEAN_SUBLINKS: ReadonlySet<number> = new Set([0, 1, 2, 3]);

/** The type of an expression (`pg_type.oid`); null where its node does not say it. */
export function expressionType(expression: TreeNode): number | null {
  const { tag } = expression;
  const field = FIELDS[tag];
  if (field !== undefined) {
    const type = numberOrNull(expression.number(field));
    return type === UNKNOWN_LITERAL ? TEXT : type;
  }
  if (tag === 'SUBLINK') return sublinkType(expression);
  if (tag === 'COLLATEEXPR' || tag === 'NAMEDARGEXPR') return within(expression, 'arg');
  if (tag === 'JSONVALUEEXPR') return within(expression, 'formatted_expr');
  if (tag === 'JSONCONSTRUCTOREXPR' || tag === 'JSONEXPR')
    return numberOrNull(expression.node('returning')?.number('typid') ?? Number.NaN);
  return ALWAYS[tag] ?? null;
}

/** The modifier of its type, -1 for none. */
export function expressionTypmod(expression: TreeNode): number {
  const field = MODIFIERS[expression.tag];
  return field === undefined ? -1 : (numberOrNull(expression.number(field)) ?? -1);
}

function sublinkType(link: TreeNode): number | null {
  const type = link.number('subLinkType');
  if (BOOLEAN_SUBLINKS.has(type)) return BOOL;
  const first = link.node('subselect')?.nodes('targetList')[0]?.node('expr');
  return type === SUBLINK.expression && first ? expressionType(first) : null;
}

function within(expression: TreeNode, field: string): number | null {
  const inner = expression.node(field);
  return inner ? expressionType(inner) : null;
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
