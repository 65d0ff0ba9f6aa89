import {
  typeId,
  type CheckConstraint,
  type Column,
  type DomainType,
  type Relation,
  type RelationId,
  type Snapshot,
  type TypeId,
  type TypeRef,
} from '@rowpact/model';
import { checkValues, type CheckSubject, type Family } from './check-values.js';

/**
 * Types of which equal values are identical ones and that both drivers read as what they are. Of `char(n)`, where blanks at the end
 * count for nothing, only constants of that very length are left without doubt; `int8` is read as text.
 */
const FAMILIES: ReadonlyMap<TypeId, Family> = new Map([
  [typeId('pg_catalog', 'text'), 'text'],
  [typeId('pg_catalog', 'varchar'), 'text'],
  [typeId('pg_catalog', 'bpchar'), 'bpchar'],
  [typeId('pg_catalog', 'int2'), 'integer'],
  [typeId('pg_catalog', 'int4'), 'integer'],
]);

/** What `atttypmod` counts beside the characters. */
const TYPMOD_EXTRA = 4;

/** The columns of one snapshot that hold one of a few values or NULL, because validated checks allow no other. */
export class ClosedValues {
  readonly #relations: ReadonlyMap<RelationId, Relation>;
  readonly #domains: ReadonlyMap<TypeId, DomainType>;
  readonly #unguarded: ReadonlySet<RelationId>;

  constructor({ relations, domains }: Snapshot) {
    this.#relations = new Map(relations.map((relation) => [relation.id, relation]));
    this.#domains = new Map(domains.map((domain) => [domain.id, domain]));
    this.#unguarded = unguarded(relations, this.#relations);
  }

  /** In the order of a check; null where any value is possible, or where nobody knows. */
  of(relation: RelationId, { name, type }: Pick<Column, 'name' | 'type'>): readonly (string | number)[] | null {
    const { domains, bottom } = this.#domainsOf(type);
    const family = bottom.dimensions === 0 ? FAMILIES.get(bottom.id) : undefined;
    if (!family) return null;
    const checks = this.#unguarded.has(relation) ? [] : (this.#relations.get(relation)?.checks ?? []);
    const lists = [
      ...checks.flatMap((check) => valuesOf(check, { column: name }, family)),
      ...domains.flatMap((domain) => domain.checks.flatMap((check) => valuesOf(check, 'domain', family))),
    ];
    const [first, ...others] = lists;
    const values = first?.filter((value) => others.every((list) => list.includes(value))) ?? [];
    if (values.length === 0 || (family === 'bpchar' && !fillTheirType(values, bottom))) return null;
    return family === 'integer' ? values.map(Number) : values;
  }

  #domainsOf(type: TypeRef): { readonly domains: readonly DomainType[]; readonly bottom: TypeRef } {
    const domains: DomainType[] = [];
    let bottom = type;
    while (bottom.kind === 'domain' && bottom.dimensions === 0) {
      const domain = this.#domains.get(bottom.id);
      if (!domain) break;
      domains.push(domain);
      bottom = domain.base;
    }
    return { domains, bottom };
  }
}

/** None or one list. Where different texts are equal, a check says nothing of what is stored. */
function valuesOf(check: CheckConstraint, subject: CheckSubject, family: Family): readonly (readonly string[])[] {
  const values = check.nondeterministic ? null : checkValues(check.definition, subject, family);
  return values ? [values] : [];
}

function fillTheirType(values: readonly string[], { typmod }: TypeRef): boolean {
  return values.every((value) => typmod !== null && Array.from(value).length === typmod - TYPMOD_EXTRA);
}

/** Foreign tables, whose checks nobody enforces, and all that reads their rows as its own. */
function unguarded(relations: readonly Relation[], known: ReadonlyMap<RelationId, Relation>): ReadonlySet<RelationId> {
  const found = new Set(relations.filter(({ kind }) => kind === 'foreign table').map(({ id }) => id));
  for (const id of found) {
    const relation = known.get(id);
    for (const parent of [
      ...(relation?.inherits ?? []),
      ...(relation?.partitionOf ? [relation.partitionOf.parent] : []),
    ])
      found.add(parent);
  }
  return found;
}
