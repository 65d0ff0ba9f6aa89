import { quoteIdentifier, relationId, type ColumnWrite, type RelationId } from '@rowpact/model';
import { numberOf, textOf, type CatalogQuery } from '../catalog/catalog-query.js';
import type { RefusedAnswer } from '../analysis/answer.js';
import { ParseNode, readParseTree, type ParseValue } from '../analysis/parse-tree.js';
import type { JudgedPart } from './judged-part.js';

/** Functions over a sequence, by oid, and the rights of which each needs one. */
const CALLS: ReadonlyMap<number, string> = new Map([
  [1574, 'USAGE, UPDATE'], // nextval
  [1575, 'USAGE, SELECT'], // currval
  [1576, 'UPDATE'], // setval
  [1765, 'UPDATE'],
]);

interface SequenceUse {
  readonly sequence: number;
  readonly rights: string;
}

/**
 * Rights on sequences are asked for only when a number is taken: by `nextval` in the statement, or in the default of a column that it
 * leaves out. Notes a refusal at each part whose role lacks one.
 * @param writes - what each part writes.
 */
export async function checkSequences(
  query: CatalogQuery,
  parts: readonly JudgedPart[],
  writes: readonly (readonly ColumnWrite[])[],
): Promise<void> {
  const inDefaults = await readDefaults(query, parts);
  const uses = parts.map((part, at) => {
    if (part.view.role === null || part.refusal !== null) return [];
    const taken = (writes[at] ?? []).filter(({ values }) => values.some(({ kind }) => kind === 'default'));
    const defaults = taken.flatMap(({ relation, column }) => inDefaults.get(keyOf(relation, column)) ?? []);
    return [...defaults.map((sequence) => ({ sequence, rights: 'USAGE, UPDATE' })), ...callsIn(part.tree)];
  });
  const denied = await readDenied(query, parts, uses);
  parts.forEach((part, at) => {
    const lacking = uses[at]?.find((use) => denied.has(denialOf(part.view.role, use)));
    const name = lacking && denied.get(denialOf(part.view.role, lacking));
    if (name !== undefined) part.refusal = { ...DENIED, message: `permission denied for sequence ${name}` };
  });
}

const DENIED: RefusedAnswer = {
  kind: 'refused',
  sqlstate: '42501',
  message: '',
  detail: null,
  hint: null,
  offset: null,
};

function keyOf(relation: RelationId, column: string): string {
  return `${relation}.${quoteIdentifier(column)}`;
}

function denialOf(role: string | null, { sequence, rights }: SequenceUse): string {
  return `${sequence} ${rights} ${role ?? ''}`;
}

async function readDefaults(
  query: CatalogQuery,
  parts: readonly JudgedPart[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  if (parts.every(({ view }) => view.role === null)) return found;
  const rows = await query(`
    select n.nspname::text as schema, c.relname::text as relation, a.attname::text as column, s.oid::text as sequence
    from pg_attrdef e join pg_class c on c.oid = e.adrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = e.adnum
    join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = e.oid and d.refclassid = 'pg_class'::regclass
    join pg_class s on s.oid = d.refobjid and s.relkind = 'S'
    order by s.oid`);
  for (const row of rows) {
    const key = keyOf(relationId(textOf(row, 'schema'), textOf(row, 'relation')), textOf(row, 'column'));
    found.set(key, [...(found.get(key) ?? []), numberOf(row, 'sequence')]);
  }
  return found;
}

/** Calls over a sequence that the statement itself names. */
function callsIn(tree: string | null): readonly SequenceUse[] {
  if (tree === null || !/:funcid (?:157[456]|1765) /.test(tree)) return [];
  const uses: SequenceUse[] = [];
  const open: ParseValue[] = [readParseTree(tree)];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value instanceof ParseNode) {
      const rights = value.tag === 'FUNCEXPR' ? CALLS.get(value.number('funcid')) : undefined;
      const sequence = rights === undefined ? null : referenceIn(value.nodes('args')[0]);
      if (rights !== undefined && sequence !== null) uses.push({ sequence, rights });
      for (const field of value.fields) open.push(field);
    } else if (typeof value === 'object' && value !== null) {
      for (const entry of value) open.push(entry);
    }
  }
  return uses;
}

/** The oid in a constant such as `'players_id_seq'::regclass`. */
function referenceIn(node: ParseNode | undefined): number | null {
  if (node?.tag !== 'CONST' || node.is('constisnull')) return null;
  const [a = 0, b = 0, c = 0, d = 0] = node.list('constvalue').map((byte) => Number(byte) & 0xff);
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

/** Names of the sequences by what is denied. */
async function readDenied(
  query: CatalogQuery,
  parts: readonly JudgedPart[],
  uses: readonly (readonly SequenceUse[])[],
): Promise<ReadonlyMap<string, string>> {
  const asked = new Map<string, { readonly use: SequenceUse; readonly role: string }>();
  parts.forEach(({ view: { role } }, at) => {
    if (role !== null) for (const use of uses[at] ?? []) asked.set(denialOf(role, use), { use, role });
  });
  const denied = new Map<string, string>();
  for (const [key, { use, role }] of asked) {
    const literal = `'${role.replaceAll("'", "''")}'::name`;
    const [row] = await query(`
      select relname::text as name from pg_class
      where oid = ${use.sequence} and relkind = 'S' and not has_sequence_privilege(${literal}, oid, '${use.rights}')`);
    if (row) denied.set(key, textOf(row, 'name'));
  }
  return denied;
}
