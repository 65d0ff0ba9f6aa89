import {
  booleanOf,
  numberOf,
  numbersOf,
  textOrNull,
  type CatalogQuery,
  type CatalogRow,
} from '../catalog/catalog-query.js';
import type { TreeNode } from '../catalog/node-tree.js';
import { queryOfView } from '../catalog/query-of-view.js';
import { type FunctionFacts, type NullFacts, UNKNOWN_FUNCTION } from './null-facts.js';
import { neverNullColumns } from './null-fold.js';
import { readFunctionFacts } from './proven-functions.js';

/** A relation as far as it decides about NULL. */
interface RelationNulls {
  readonly isView: boolean;
  /** Whether its rows are those of its last refresh. */
  readonly isMaterialized: boolean;
  /** The query of a view. */
  readonly query: TreeNode | null;
  /** Names of the columns that refuse NULL by a constraint or their type, by number. */
  readonly notNull: ReadonlyMap<number, string>;
  /** What inherits from it, partitions aside. */
  readonly children: readonly number[];
  readonly hasRules: boolean;
  /** Whether a trigger may fill in a NULL before the constraint is looked at. */
  readonly isFilledIn: boolean;
}

/**
 * What the catalog says about NULL, of the objects in trees. What is asked for before it is known is noted and answered as
 * unknown, until the next round has read it: a few queries serve any number of statements.
 */
export class FactsByRounds implements NullFacts {
  private readonly relations = new Map<number, RelationNulls | null>();
  private readonly functions = new Map<number, FunctionFacts>();
  private readonly views = new Map<number, ReadonlySet<number>>();
  private wanted = { relations: new Set<number>(), functions: new Set<number>() };
  /** How often something was asked for that was not known. */
  protected misses = 0;

  constructor(protected readonly query: CatalogQuery) {}

  /** Does each piece of work as often as it asks for something new. @returns their results, in order */
  async settle<T>(works: readonly (() => T)[]): Promise<readonly T[]> {
    const results = new Map<number, T>();
    let open = works.map((work, at) => ({ work, at }));
    while (open.length > 0) {
      open = open.filter(({ work, at }) => {
        const before = this.misses;
        results.set(at, work());
        return this.misses > before;
      });
      await this.load();
    }
    return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
  }

  columnNeverNull(relation: number, attnum: number): boolean {
    const found = this.relation(relation);
    if (!found) return false;
    if (found.isView) return this.viewColumns(relation, found).has(attnum);
    const name = found.notNull.get(attnum);
    return name !== undefined && found.children.every((child) => this.inheritsNotNull(child, name));
  }

  isPlainView(relation: number): boolean {
    const found = this.relation(relation);
    return found !== null && found.isView && !found.isMaterialized;
  }

  functionFacts(oid: number): FunctionFacts {
    const found = this.functions.get(oid);
    if (found) return found;
    this.misses += 1;
    this.wanted.functions.add(oid);
    return UNKNOWN_FUNCTION;
  }

  returnsOwnRows(relation: number): boolean {
    const found = this.relation(relation);
    return found !== null && !found.isView && !found.hasRules;
  }

  /** The query of a view, also a materialised one; null for any other relation. */
  queryOf(relation: number): TreeNode | null {
    return this.relation(relation)?.query ?? null;
  }

  /** Whether a relation is a materialised view, whose rows are as old as its last refresh. */
  isMaterialized(relation: number): boolean {
    return this.relation(relation)?.isMaterialized ?? false;
  }

  /** Whether a NULL that is written into the column is sure to be refused. */
  refusesNull(relation: number, attnum: number): boolean {
    const found = this.relation(relation);
    return (
      found !== null && !found.isView && !found.hasRules && !found.isFilledIn && this.columnNeverNull(relation, attnum)
    );
  }

  /** A child need not have its parent's NOT NULL: it can be declared NO INHERIT, and until PostgreSQL 17 a child could drop it. */
  private inheritsNotNull(child: number, name: string): boolean {
    const found = this.relation(child);
    if (!found || ![...found.notNull.values()].includes(name)) return false;
    return found.children.every((grandchild) => this.inheritsNotNull(grandchild, name));
  }

  /** Kept once nothing was missing for it. */
  private viewColumns(oid: number, { query, isMaterialized }: RelationNulls): ReadonlySet<number> {
    const known = this.views.get(oid);
    if (known) return known;
    const before = this.misses;
    const columns = query === null ? NONE : neverNullColumns(query, this, isMaterialized ? 'stored' : 'answered');
    if (this.misses === before) this.views.set(oid, columns);
    return columns;
  }

  private relation(oid: number): RelationNulls | null {
    const found = this.relations.get(oid);
    if (found !== undefined) return found;
    this.misses += 1;
    this.wanted.relations.add(oid);
    return null;
  }

  /** Reads what was asked for and not known. @returns whether there was anything to read */
  async load(): Promise<boolean> {
    const { relations, functions } = this.wanted;
    this.wanted = { relations: new Set(), functions: new Set() };
    for (const oid of relations) this.relations.set(oid, null);
    for (const oid of functions) this.functions.set(oid, UNKNOWN_FUNCTION);
    if (relations.size > 0)
      for (const row of await this.query(`${RELATIONS}'{${[...relations].join(',')}}'::oid[])`))
        this.relations.set(numberOf(row, 'oid'), toRelation(row));
    if (functions.size > 0)
      for (const [oid, facts] of await readFunctionFacts(this.query, new Set([...functions].map(String))))
        this.functions.set(oid, facts);
    return relations.size + functions.size > 0;
  }
}

const NONE: ReadonlySet<number> = new Set();

// PostgreSQL 18 sets attnotnull for NOT NULL ... NOT VALID too, which rows from before may break. Bits of pg_trigger.tgtype:
// ROW 1, BEFORE 2, INSERT 4, UPDATE 16.
const RELATIONS = `
  select c.oid::text as oid, c.relkind in ('v', 'm') as is_view, c.relkind = 'm' as is_materialized,
    (select r.ev_action::text from pg_rewrite r where r.ev_class = c.oid and r.ev_type = '1' and c.relkind in ('v', 'm')) as query,
    (select json_agg(json_build_array(a.attnum, a.attname))::text
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f')
        and (a.attnotnull and not exists (select from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'n' and not k.convalidated and k.conkey = array[a.attnum])
          or t.typtype = 'd' and exists (with recursive d(oid) as (select t.oid
              union select b.typbasetype from d join pg_type b on b.oid = d.oid where b.typtype = 'd')
            select from d join pg_type b on b.oid = d.oid where b.typnotnull))) as not_null,
    (select string_agg(h.inhrelid::text, ' ') from pg_inherits h join pg_class child on child.oid = h.inhrelid
      where h.inhparent = c.oid and not child.relispartition and child.relkind in ('r', 'p', 'f')) as children,
    exists (select from pg_rewrite w where w.ev_class = c.oid and w.ev_type <> '1') as has_rules,
    exists (select from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgtype & 3 = 3 and g.tgtype & 20 <> 0) as is_filled_in
  from pg_class c where c.oid = any (`;

function toRelation(row: CatalogRow): RelationNulls {
  // json_build_array of the query above answers these, in this order
  const notNull = JSON.parse(textOrNull(row, 'not_null') ?? '[]') as readonly (readonly [number, string])[];
  const rule = textOrNull(row, 'query');
  return {
    isView: booleanOf(row, 'is_view'),
    isMaterialized: booleanOf(row, 'is_materialized'),
    query: rule === null ? null : queryOfView(rule),
    notNull: new Map(notNull),
    children: numbersOf(row, 'children'),
    hasRules: booleanOf(row, 'has_rules'),
    isFilledIn: booleanOf(row, 'is_filled_in'),
  };
}
