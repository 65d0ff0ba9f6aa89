import type { TypeRef } from '@rowpact/model';
import type { CatalogQuery } from './catalog-query.js';
import type { CatalogColumn, ColumnsByRelation } from './read-columns.js';
import { readTypeDisplays, readTypes, type CatalogType, type TypeUse } from './read-types.js';

/** Every type that the schema's columns use, and the producer's own ones. */
export class TypeTable {
  private readonly refs = new Map<string, TypeRef>();

  constructor(
    private readonly types: ReadonlyMap<number, CatalogType>,
    private readonly displays: ReadonlyMap<string, string>,
  ) {}

  /** The types of the producer's own of one kind. */
  own(kind: CatalogType['kind']): readonly CatalogType[] {
    return [...this.types.values()].filter((type) => type.own && type.kind === kind);
  }

  ofColumn(column: CatalogColumn): TypeRef {
    const use = { type: column.type, typmod: column.typmod };
    return this.ref(use, column.dimensions, this.displays.get(useKey(use)));
  }

  /** The base of a domain, the subtype of a range. */
  ofPart(type: CatalogType): TypeRef {
    return this.ref({ type: type.part, typmod: type.partTypmod }, type.partDimensions, type.partDisplay ?? undefined);
  }

  /** Whether a domain, or one that it is made from, refuses NULL. */
  refusesNull(oid: number): boolean {
    const type = this.types.get(oid);
    return type?.kind === 'domain' && (type.notNull || this.refusesNull(type.part));
  }

  private ref(use: TypeUse, declared: number, display: string | undefined): TypeRef {
    const key = `${useKey(use)} ${declared} ${display ?? ''}`;
    const known = this.refs.get(key);
    if (known) return known;
    const type = this.typeOf(use.type);
    const element = type.kind === 'array' ? this.typeOf(type.part) : type;
    if (element.kind === 'array' || display === undefined)
      throw new TypeError(`type ${use.type} is not in the catalog read`);
    const ref: TypeRef = {
      display,
      id: element.id,
      kind: element.kind,
      typmod: use.typmod < 0 ? null : use.typmod,
      dimensions: type.kind === 'array' ? Math.max(1, declared) : 0,
    };
    this.refs.set(key, ref);
    return ref;
  }

  private typeOf(oid: number): CatalogType {
    const type = this.types.get(oid);
    if (!type) throw new TypeError(`type ${oid} is not in the catalog read`);
    return type;
  }
}

function useKey(use: TypeUse): string {
  return `${use.type} ${use.typmod}`;
}

/** Reads the types behind all columns, in two queries. */
export async function readTypeTable(query: CatalogQuery, columns: ColumnsByRelation): Promise<TypeTable> {
  const uses = new Map<string, TypeUse>();
  for (const list of columns.values()) {
    for (const { type, typmod } of list) uses.set(useKey({ type, typmod }), { type, typmod });
  }
  const types = await readTypes(query, [...new Set([...uses.values()].map((use) => use.type))]);
  const displays = await readTypeDisplays(query, [...uses.values()]);
  return new TypeTable(types, new Map([...uses.keys()].map((key, at) => [key, displays[at] ?? ''])));
}
