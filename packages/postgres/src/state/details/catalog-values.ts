import { byCodeUnit } from '@rowpact/model';
import { textOf, textOrNull, textsOf, type CatalogRow } from '../../catalog/catalog-query.js';

/** The numbers in an `int2[]` or `oid[]`; none for NULL. */
export function elementsOf(row: CatalogRow, column: string): readonly number[] {
  const text = textOrNull(row, column);
  return text === null || text === '{}' ? [] : text.slice(1, -1).split(',').map(Number);
}

/** `name=value` texts in a JSON array, as `reloptions`, `proconfig` and `setconfig` hold them, by name; a later one wins. */
export function settingsOf(row: CatalogRow, column: string): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const text of textsOf(row, column)) {
    const equals = text.indexOf('=');
    values.set(equals < 0 ? text : text.slice(0, equals), equals < 0 ? '' : text.slice(equals + 1));
  }
  return Object.fromEntries([...values].sort(([left], [right]) => byCodeUnit(left, right)));
}

/** What a one-letter code of the catalog stands for. */
export function meaningOf<T>(row: CatalogRow, column: string, meanings: Readonly<Record<string, T>>): T {
  const code = textOf(row, column);
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  if (meaning === undefined) throw new TypeError(`unknown code ${code} in catalog column ${column}`);
  return meaning;
}
