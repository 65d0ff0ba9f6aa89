import type { TypeRef } from '@rowpact/model';
import type { CatalogQuery } from './catalog-query.js';
import type { CatalogColumn, ColumnsByRelation } from './read-columns.js';
import { readTypeDisplays, readTypes, type CatalogType, type TypeUse } from './read-types.js';

/** Every type that the schema's columns use, and the producer's own ones. */
export class TypeTable {
  private readonly ofUses = new Map<number, Map<number, TypeRef>>();

  constructor(
    private readonly types: ReadonlyMap<number, CatalogType>,
    private readonly displays: TypeUses<string>,
  ) {}

  /** The types of the producer's own of one kind. */
  own(kind: CatalogType['kind']): readonly CatalogType[] {
    return [...this.types.values()].filter((type) => type.own && type.kind === kind);
  }

  /** The same object for the same use: there are far more columns than uses. */
  ofColumn({ type, typmod, dimensions }: CatalogColumn): TypeRef {
    let refs = this.ofUses.get(type);
    if (!refs) this.ofUses.set(type, (refs = new Map<number, TypeRef>()));
    const key = typmod * 8 + dimensions;
    let ref = refs.get(key);
    if (!ref) refs.set(key, (ref = this.ref({ type, typmod }, dimensions, this.displays.get({ type, typmod }))));
    return ref;
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
    const type = this.typeOf(use.type);
    const element = type.kind === 'array' ? this.typeOf(type.part) : type;
    if (element.kind === 'array' || display === undefined)
      throw new TypeError(`type ${use.type} is not in the catalog read`);
    return {
      display,
      id: element.id,
      kind: element.kind,
      typmod: use.typmod < 0 ? null : use.typmod,
      dimensions: type.kind === 'array' ? Math.max(1, declared) : 0,
    };
  }

  private typeOf(oid: number): CatalogType {
    const type = this.types.get(oid);
    if (!type) throw new TypeError(`type ${oid} is not in the catalog read`);
    return type;
  }
}

/** Values by type and modifier. */
class TypeUses<Value> {
  private readonly byType = new Map<number, Map<number, Value>>();

  get({ type, typmod }: TypeUse): Value | undefined {
    return this.byType.get(type)?.get(typmod);
  }

  set({ type, typmod }: TypeUse, value: Value): void {
    const byTypmod = this.byType.get(type);
    if (byTypmod) byTypmod.set(typmod, value);
    else this.byType.set(type, new Map([[typmod, value]]));
  }

  types(): readonly number[] {
    return [...this.byType.keys()];
  }
}

/** Reads the types behind all columns, in two queries. */
export async function readTypeTable(query: CatalogQuery, columns: ColumnsByRelation): Promise<TypeTable> {
  const displays = new TypeUses<string>();
  const uses: TypeUse[] = [];
  for (const list of columns.values()) {
    for (const column of list) {
      if (displays.get(column) !== undefined) continue;
      displays.set(column, '');
      uses.push({ type: column.type, typmod: column.typmod });
    }
  }
  const [types, texts] = await Promise.all([readTypes(query, displays.types()), readTypeDisplays(query, uses)]);
  uses.forEach((use, at) => displays.set(use, texts[at] ?? ''));
  return new TypeTable(types, displays);
}
