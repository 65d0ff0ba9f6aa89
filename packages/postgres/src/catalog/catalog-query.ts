/** One row as a driver answers it: an object by column name. */
export type CatalogRow = Readonly<Record<string, unknown>>;

/**
 * Runs one SQL statement without parameters on one connection and answers its rows. The catalog is read as `text`,
 * `int4` and `bool` only, which every driver gives as string, number and boolean.
 */
export type CatalogQuery = (sql: string) => Promise<readonly CatalogRow[]>;

export function textOf(row: CatalogRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`catalog column ${column} is no text but ${typeof value}`);
  return value;
}

export function textOrNull(row: CatalogRow, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

export function booleanOf(row: CatalogRow, column: string): boolean {
  const value = row[column];
  if (typeof value !== 'boolean') throw new TypeError(`catalog column ${column} is no boolean but ${typeof value}`);
  return value;
}

/** An oid or a number that the query answers as text. */
export function numberOf(row: CatalogRow, column: string): number {
  return Number(textOf(row, column));
}

/** Numbers separated by spaces, as `int2vector` prints them; none for NULL. */
export function numbersOf(row: CatalogRow, column: string): readonly number[] {
  const text = textOrNull(row, column);
  return text === null || text === '' ? [] : text.split(' ').map(Number);
}

/** Texts in a JSON array: the one notation in which every name survives any driver; none for NULL. */
export function textsOf(row: CatalogRow, column: string): readonly string[] {
  const text = textOrNull(row, column);
  // json_agg of a text column answers strings and nothing else
  return text === null ? [] : (JSON.parse(text) as readonly string[]);
}
