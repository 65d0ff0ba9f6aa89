import { booleanOf, numberOf, textOf, textOrNull, type CatalogQuery } from '../catalog/catalog-query.js';
import type { FunctionFacts, NullFacts } from '../catalog/null-facts.js';
import { readFunctionFacts } from '../catalog/proven-functions.js';
import { readRelationFacts, type RelationFacts } from '../analysis/relation-facts.js';

/** A function as a constant's SQL calls it. */
export interface NamedFunction {
  /** With its schema, quoted. */
  readonly name: string;
  readonly volatility: string;
}

/**
 * What the catalog says of the objects in trees. What is asked for before it is known is noted, answered as unknown, and read when the
 * round ends; then the work is done again: every round leads further, and a few queries serve all statements.
 */
export class WriteFacts implements NullFacts {
  private readonly relations = new Map<number, RelationFacts | null>();
  private readonly nullability = new Map<number, ReadonlySet<number>>();
  private readonly defaults = new Map<number, ReadonlySet<number>>();
  private readonly functions = new Map<
    number,
    { readonly named: NamedFunction; readonly facts: FunctionFacts } | null
  >();
  private readonly types = new Map<string, string>();
  private wanted = { relations: new Set<number>(), functions: new Set<number>(), types: new Set<string>() };

  constructor(private readonly query: CatalogQuery) {}

  /** Does the work as often as it asks for something new. */
  async settle<T>(work: () => T): Promise<T> {
    for (;;) {
      const result = work();
      if (!(await this.load())) return result;
    }
  }

  relation(oid: number): RelationFacts | null {
    if (!this.relations.has(oid)) this.wanted.relations.add(oid);
    return this.relations.get(oid) ?? null;
  }

  columnNeverNull(relation: number, attnum: number): boolean {
    return this.relation(relation) !== null && (this.nullability.get(relation)?.has(attnum) ?? false);
  }

  /** Whether a view's column has a default of its own. */
  hasDefault(relation: number, attnum: number): boolean {
    return this.relation(relation) !== null && (this.defaults.get(relation)?.has(attnum) ?? false);
  }

  function(oid: number): NamedFunction | null {
    if (!this.functions.has(oid)) this.wanted.functions.add(oid);
    return this.functions.get(oid)?.named ?? null;
  }

  functionFacts(oid: number): FunctionFacts {
    if (!this.functions.has(oid)) this.wanted.functions.add(oid);
    return this.functions.get(oid)?.facts ?? UNKNOWN;
  }

  /** The name of a type with its modifier, as SQL reads it back under any search path. */
  type(oid: number, modifier = -1): string {
    const key = `${oid} ${modifier}`;
    if (!this.types.has(key)) this.wanted.types.add(key);
    return this.types.get(key) ?? '';
  }

  /** @returns whether there was anything to read. */
  private async load(): Promise<boolean> {
    const { relations, functions, types } = this.wanted;
    this.wanted = { relations: new Set(), functions: new Set(), types: new Set() };
    if (relations.size > 0) await this.loadRelations([...relations]);
    if (functions.size > 0) await this.loadFunctions([...functions]);
    if (types.size > 0) await this.loadTypes([...types]);
    return relations.size + functions.size + types.size > 0;
  }

  private async loadRelations(oids: readonly number[]): Promise<void> {
    for (const oid of oids) this.relations.set(oid, null);
    for (const relation of await readRelationFacts(this.query, oids)) this.relations.set(relation.oid, relation);
    const rows = await this.query(`${COLUMNS}'{${oids.join(',')}}'::oid[])`);
    const columns = (flag: string): Map<number, ReadonlySet<number>> => {
      const found = new Map<number, Set<number>>();
      for (const row of rows) {
        if (!booleanOf(row, flag)) continue;
        const relation = numberOf(row, 'relation');
        found.set(relation, (found.get(relation) ?? new Set()).add(numberOf(row, 'attnum')));
      }
      return found;
    };
    for (const [relation, found] of columns('never_null')) this.nullability.set(relation, found);
    for (const [relation, found] of columns('has_default')) this.defaults.set(relation, found);
  }

  private async loadFunctions(oids: readonly number[]): Promise<void> {
    for (const oid of oids) this.functions.set(oid, null);
    const facts = await readFunctionFacts(this.query, new Set(oids.map(String)));
    const rows = await this.query(
      `select p.oid::text as oid, quote_ident(n.nspname) || '.' || quote_ident(p.proname) as name, p.provolatile::text as volatility
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = any ('{${oids.join(',')}}'::oid[])`,
    );
    for (const row of rows) {
      const oid = numberOf(row, 'oid');
      const named = { name: textOf(row, 'name'), volatility: textOf(row, 'volatility') };
      this.functions.set(oid, { named, facts: facts.get(oid) ?? UNKNOWN });
    }
  }

  private async loadTypes(keys: readonly string[]): Promise<void> {
    const list = keys.map((key) => `(${key.replace(' ', ', ')})`).join(', ');
    const rows = await this.query(
      `select v.oid::text as oid, v.modifier::text as modifier, format_type(v.oid::oid, v.modifier) as name
      from (values ${list}) as v(oid, modifier)`,
    );
    for (const row of rows)
      this.types.set(`${textOf(row, 'oid')} ${textOf(row, 'modifier')}`, textOrNull(row, 'name') ?? '');
  }
}

const UNKNOWN: FunctionFacts = { strict: false, neverNull: false, builtin: null };

// A parent's rows are its children's too, and those need not have its NOT NULL.
const COLUMNS = `
  select a.attrelid::text as relation, a.attnum::text as attnum, a.atthasdef as has_default,
    c.relkind in ('r', 'p', 'f') and (t.typnotnull or a.attnotnull
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'n' and not k.convalidated and k.conkey = array[a.attnum])
      and not exists (select from pg_inherits h join pg_attribute child on child.attrelid = h.inhrelid and child.attname = a.attname
        where h.inhparent = c.oid and not child.attnotnull)) as never_null
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped and a.attrelid = any (`;
