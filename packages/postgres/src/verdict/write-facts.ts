import { numberOf, textOf, textOrNull, type CatalogQuery } from '../catalog/catalog-query.js';
import type { FunctionFacts, NullFacts } from '../nullability/null-facts.js';
import { FactsByRounds } from '../nullability/facts-by-rounds.js';
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
  private readonly nulls: FactsByRounds;
  private readonly defaults = new Map<number, ReadonlySet<number>>();
  private readonly functions = new Map<number, NamedFunction | null>();
  private readonly types = new Map<string, string>();
  private wanted = { relations: new Set<number>(), functions: new Set<number>(), types: new Set<string>() };

  constructor(private readonly query: CatalogQuery) {
    this.nulls = new FactsByRounds(query);
  }

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
    return this.nulls.columnNeverNull(relation, attnum);
  }

  isPlainView(relation: number): boolean {
    return this.nulls.isPlainView(relation);
  }

  returnsOwnRows(relation: number): boolean {
    return this.nulls.returnsOwnRows(relation);
  }

  /** Whether a view's column has a default of its own. */
  hasDefault(relation: number, attnum: number): boolean {
    return this.relation(relation) !== null && (this.defaults.get(relation)?.has(attnum) ?? false);
  }

  function(oid: number): NamedFunction | null {
    if (!this.functions.has(oid)) this.wanted.functions.add(oid);
    return this.functions.get(oid) ?? null;
  }

  functionFacts(oid: number): FunctionFacts {
    return this.nulls.functionFacts(oid);
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
    const hasLoaded = await this.nulls.load();
    return hasLoaded || relations.size + functions.size + types.size > 0;
  }

  private async loadRelations(oids: readonly number[]): Promise<void> {
    for (const oid of oids) this.relations.set(oid, null);
    for (const relation of await readRelationFacts(this.query, oids)) this.relations.set(relation.oid, relation);
    for (const row of await this.query(`${DEFAULTS}'{${oids.join(',')}}'::oid[])`)) {
      const relation = numberOf(row, 'relation');
      this.defaults.set(relation, new Set([...(this.defaults.get(relation) ?? []), numberOf(row, 'attnum')]));
    }
  }

  private async loadFunctions(oids: readonly number[]): Promise<void> {
    for (const oid of oids) this.functions.set(oid, null);
    const rows = await this.query(
      `select p.oid::text as oid, quote_ident(n.nspname) || '.' || quote_ident(p.proname) as name, p.provolatile::text as volatility
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = any ('{${oids.join(',')}}'::oid[])`,
    );
    for (const row of rows) {
      this.functions.set(numberOf(row, 'oid'), { name: textOf(row, 'name'), volatility: textOf(row, 'volatility') });
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

const DEFAULTS = `
  select a.attrelid::text as relation, a.attnum::text as attnum from pg_attribute a
  where a.attnum > 0 and not a.attisdropped and a.atthasdef and a.attrelid = any (`;
