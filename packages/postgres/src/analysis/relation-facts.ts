import { relationId, type RelationId } from '@rowpact/model';
import {
  booleanOf,
  numberOf,
  textOf,
  textOrNull,
  textsOf,
  type CatalogQuery,
  type CatalogRow,
} from '../catalog/catalog-query.js';
import { ParseNode, readParseTree } from './parse-tree.js';

/** What has to be known of a relation to say what a statement does with it. */
export interface RelationFacts {
  readonly oid: number;
  readonly id: RelationId;
  /** `pg_class.relkind`. */
  readonly kind: string;
  /** Whether it is the producer's: no catalog, nothing temporary. */
  readonly own: boolean;
  /** Columns that are there, by number. */
  readonly columns: ReadonlyMap<number, ColumnFacts>;
  /** What it inherits from, partitions included. */
  readonly parents: readonly number[];
  /** The query of a view or materialised view. */
  readonly query: ParseNode | null;
  /** Actions of INSTEAD rules by command (2 update, 3 insert, 4 delete). */
  readonly instead: ReadonlyMap<number, { readonly rule: number; readonly actions: readonly ParseNode[] }>;
  /** Commands that an INSTEAD OF trigger takes over. */
  readonly triggered: ReadonlySet<number>;
}

export interface ColumnFacts {
  readonly name: string;
  readonly type: number;
  readonly dimensions: number;
  readonly generated: boolean;
  /** Whether it falls with a parent's column of the same name. */
  readonly inherited: boolean;
}

export function isView({ kind }: RelationFacts): boolean {
  return kind === 'v' || kind === 'm';
}

/** Whether columns can be dropped from it. */
export function isTable({ kind }: RelationFacts): boolean {
  return kind === 'r' || kind === 'p' || kind === 'f';
}

// Bits of pg_trigger.tgtype: INSTEAD 64, INSERT 4, DELETE 8, UPDATE 16.
const RELATIONS = `
  select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind,
    n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relpersistence <> 't' as own,
    (select json_agg(json_build_array(a.attnum, a.attname, a.atttypid::int8, a.attndims, a.attgenerated <> '',
        a.attinhcount = 1 and not a.attislocal) order by a.attnum)::text
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select json_agg(h.inhparent::int8 order by h.inhseqno)::text from pg_inherits h where h.inhrelid = c.oid) as parents,
    (select r.ev_action::text from pg_rewrite r where r.ev_class = c.oid and r.ev_type = '1' and c.relkind in ('v', 'm')) as query,
    (select json_agg(json_build_array(r.ev_type::text, r.oid::int8, r.ev_action::text) order by r.rulename)::text
      from pg_rewrite r where r.ev_class = c.oid and r.ev_type <> '1' and r.is_instead and c.relkind = 'v') as instead,
    (select coalesce(bit_or(g.tgtype), 0)::text from pg_trigger g
      where g.tgrelid = c.oid and g.tgtype & 64 <> 0 and not g.tgisinternal) as triggered
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = any (`;

/** Reads the relations with these oids; those that are gone again are left out. */
export async function readRelationFacts(
  query: CatalogQuery,
  oids: readonly number[],
): Promise<readonly RelationFacts[]> {
  return (await query(`${RELATIONS}'{${oids.join(',')}}'::oid[])`)).map(toFacts);
}

function toFacts(row: CatalogRow): RelationFacts {
  const tree = textOrNull(row, 'query');
  return {
    oid: numberOf(row, 'oid'),
    id: relationId(textOf(row, 'schema'), textOf(row, 'name')),
    kind: textOf(row, 'kind'),
    own: booleanOf(row, 'own'),
    columns: toColumns(row),
    parents: textsOf(row, 'parents').map(Number),
    query: tree === null ? null : (queriesIn(tree)[0] ?? null),
    instead: toInstead(row),
    triggered: toCommands(numberOf(row, 'triggered')),
  };
}

function toColumns(row: CatalogRow): ReadonlyMap<number, ColumnFacts> {
  const text = textOrNull(row, 'columns');
  // json_build_array of the query above answers these, in this order
  const columns = JSON.parse(text ?? '[]') as readonly (readonly [number, string, number, number, boolean, boolean])[];
  return new Map(
    columns.map(([attnum, name, type, dimensions, generated, inherited]) => [
      attnum,
      { name, type, dimensions, generated, inherited },
    ]),
  );
}

function toInstead(row: CatalogRow): RelationFacts['instead'] {
  const text = textOrNull(row, 'instead');
  // json_build_array of the query above answers these, in this order
  const rules = JSON.parse(text ?? '[]') as readonly (readonly [string, number, string])[];
  return new Map(rules.map(([event, rule, actions]) => [Number(event), { rule, actions: queriesIn(actions) }]));
}

function queriesIn(tree: string): readonly ParseNode[] {
  const value = readParseTree(tree);
  return Array.isArray(value) ? (value as readonly unknown[]).filter((entry) => entry instanceof ParseNode) : [];
}

function toCommands(bits: number): ReadonlySet<number> {
  const commands = new Set<number>();
  if (bits & 16) commands.add(2);
  if (bits & 4) commands.add(3);
  if (bits & 8) commands.add(4);
  return commands;
}
