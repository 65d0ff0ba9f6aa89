import type { CatalogIdentity, CatalogName, Column, SchemaChange } from '@rowpact/model';

/** A change, and the rows of the catalog that it changed, as they were before or are after: by them the statement that did it is found. */
export interface FoundChange {
  readonly change: SchemaChange;
  readonly touched: readonly CatalogIdentity[];
}

/** Whether two states are of one database, where oids and attnums tell what is the same, or of two, where names must do. */
export type IdentityBy = 'catalog' | 'names';

export function found(change: SchemaChange, ...touched: readonly (readonly CatalogIdentity[])[]): FoundChange {
  const rows = new Map(touched.flat().map((row) => [`${row.catalog} ${row.oid} ${row.sub}`, row]));
  return { change, touched: [...rows.values()] };
}

export function row(catalog: CatalogName, ...oids: readonly number[]): readonly CatalogIdentity[] {
  return oids.map((oid) => ({ catalog, oid, sub: 0 }));
}

/** The rows of the columns themselves; none for a column without a place. */
export function attribute(...columns: readonly Column[]): readonly CatalogIdentity[] {
  return ofColumns('pg_attribute', columns);
}

/** The rows of the columns' defaults or generation expressions, and the columns' own, which say whether there is one. */
export function attributeDefault(...columns: readonly Column[]): readonly CatalogIdentity[] {
  return [...ofColumns('pg_attrdef', columns), ...ofColumns('pg_attribute', columns)];
}

function ofColumns(catalog: CatalogName, columns: readonly Column[]): readonly CatalogIdentity[] {
  return columns.flatMap(({ identityInCatalog: place }) =>
    place ? [{ catalog, oid: place.relation, sub: place.attnum }] : [],
  );
}
