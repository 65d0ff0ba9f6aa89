import type { CatalogQuery } from '../catalog/catalog-query.js';
import { DependencyFacts, type ObjectAddress } from './dependency-facts.js';
import { CATALOG, WANT, type FoundUses } from './found-uses.js';
import { readUses } from './read-uses.js';
import { isView, readRelationFacts, type RelationFacts } from './relation-facts.js';
import { readSignatures, readTypeFacts, type TypeFacts } from './type-facts.js';

/** Objects below are PostgreSQL's own: nothing of a producer's stands behind them. */
const FIRST_OWN_OID = 16384;

/** Everything in the catalog that the statements of a run lead to, read in a few queries however many they are. */
export class CatalogFacts {
  private readonly relations = new Map<number, RelationFacts>();
  private readonly types = new Map<number, TypeFacts>();
  private readonly signatures = new Map<number, string>();
  private readonly absent = new Set<number>();
  readonly dependencies = new DependencyFacts();

  constructor(private readonly query: CatalogQuery) {}

  relation(oid: number): RelationFacts | null {
    return this.relations.get(oid) ?? null;
  }

  type(oid: number): TypeFacts | null {
    return this.types.get(oid) ?? null;
  }

  /** Null for a function of pg_catalog. */
  signature(oid: number): string | null {
    return this.signatures.get(oid) ?? null;
  }

  /** The relation whose row a composite type is, its domains aside; null for any other type. */
  rowOf(type: number): RelationFacts | null {
    const facts = this.type(type);
    if (!facts) return null;
    return facts.base !== 0 ? this.rowOf(facts.base) : this.relation(facts.relation);
  }

  /** Reads what these uses name, and what stands behind it. */
  async load(found: readonly FoundUses[], types: readonly number[] = []): Promise<void> {
    const wanted = new Wanted();
    for (const uses of found) wanted.take(uses);
    for (const type of types) wanted.types.add(type);
    const functions = new Set<number>();
    while (!wanted.isEmpty()) {
      const { relations, types, objects } = wanted.drain();
      await this.loadTypes(types, wanted);
      await this.loadRelations(relations, wanted);
      const reached = await this.dependencies.load(this.query, objects);
      for (const { catalog, oid } of [...objects, ...reached]) {
        if (catalog === CATALOG.function) functions.add(oid);
        if (catalog === CATALOG.relation && oid >= FIRST_OWN_OID) wanted.relations.add(oid);
      }
      for (const oid of [...wanted.relations])
        if (this.relations.has(oid) || this.absent.has(oid)) wanted.relations.delete(oid);
    }
    const missing = [...functions].filter((oid) => !this.signatures.has(oid) && oid >= FIRST_OWN_OID);
    if (missing.length === 0) return;
    for (const [oid, signature] of await readSignatures(this.query, missing)) this.signatures.set(oid, signature);
  }

  private async loadTypes(oids: readonly number[], wanted: Wanted): Promise<void> {
    const missing = oids.filter((oid) => !this.types.has(oid) && oid !== 0);
    if (missing.length === 0) return;
    for (const type of await readTypeFacts(this.query, missing)) {
      this.types.set(type.oid, type);
      if (type.relation !== 0) wanted.relations.add(type.relation);
    }
  }

  private async loadRelations(oids: readonly number[], wanted: Wanted): Promise<void> {
    const missing = oids.filter((oid) => !this.relations.has(oid) && !this.absent.has(oid));
    if (missing.length === 0) return;
    for (const relation of await readRelationFacts(this.query, missing)) {
      this.relations.set(relation.oid, relation);
      if (!relation.own) continue;
      for (const parent of relation.parents) wanted.relations.add(parent);
      if (isView(relation)) wanted.object(CATALOG.relation, relation.oid, 0);
      for (const [attnum, column] of relation.columns)
        if (column.generated) wanted.object(CATALOG.relation, relation.oid, attnum);
      const trees = [relation.query, ...[...relation.instead.values()].flatMap(({ actions }) => actions)];
      for (const tree of trees) if (tree) wanted.take(readUses(tree, null, () => WANT.value).uses);
      for (const { rule } of relation.instead.values()) wanted.object(REWRITE, rule, 0);
    }
    for (const oid of missing) if (!this.relations.has(oid)) this.absent.add(oid);
  }
}

/** `pg_rewrite`. */
export const REWRITE = 2618;

/** What is still to be read. */
class Wanted {
  readonly relations = new Set<number>();
  readonly types = new Set<number>();
  private objects: ObjectAddress[] = [];

  take(uses: FoundUses): void {
    for (const oid of uses.columns.keys()) this.relations.add(oid);
    for (const oid of uses.writes.keys()) this.relations.add(oid);
    for (const oid of [...uses.types, ...uses.fields.keys()]) this.types.add(oid);
    for (const [catalog, oids] of uses.objects) for (const oid of oids) this.object(catalog, oid, 0);
  }

  object(catalog: number, oid: number, part: number): void {
    if (oid >= FIRST_OWN_OID) this.objects.push({ catalog, oid, part });
  }

  isEmpty(): boolean {
    return this.relations.size === 0 && this.types.size === 0 && this.objects.length === 0;
  }

  drain(): { relations: readonly number[]; types: readonly number[]; objects: readonly ObjectAddress[] } {
    const drained = { relations: [...this.relations], types: [...this.types], objects: this.objects };
    this.relations.clear();
    this.types.clear();
    this.objects = [];
    return drained;
  }
}
