/**
 * Boolean SQL, never NULL, for the rows that a partition with this bound takes; null for a bound that cannot be said in columns (a
 * hash, several columns with MINVALUE).
 * @param names the key's columns as SQL
 */
export function acceptsOf(bound: string, names: readonly string[]): string | null {
  const list = /^FOR VALUES IN \((.*)\)$/su.exec(bound)?.[1];
  const [name] = names;
  if (list !== undefined && name !== undefined) return inList(name, valuesIn(list));
  const range = /^FOR VALUES FROM \((.*)\) TO \((.*)\)$/su.exec(bound);
  return range === null ? null : inRange(names, valuesIn(range[1] ?? ''), valuesIn(range[2] ?? ''));
}

function inList(name: string, values: readonly string[]): string {
  const given = values.filter((value) => value !== 'NULL');
  const ways = [
    ...(given.length === 0 ? [] : [`(${name} IS NOT NULL AND ${name} IN (${given.join(', ')}))`]),
    ...(given.length === values.length ? [] : [`${name} IS NULL`]),
  ];
  return `(${ways.join(' OR ')})`;
}

function inRange(names: readonly string[], from: readonly string[], to: readonly string[]): string | null {
  const open = [...from, ...to].some((value) => value === 'MINVALUE' || value === 'MAXVALUE');
  if (names.length > 1 && open) return null;
  const row = names.length === 1 ? (names[0] ?? '') : `(${names.join(', ')})`;
  const side = (values: readonly string[]): string =>
    values.length === 1 ? (values[0] ?? '') : `(${values.join(', ')})`;
  const conditions = [
    ...names.map((name) => `${name} IS NOT NULL`),
    ...(from.includes('MINVALUE') ? [] : [`${row} >= ${side(from)}`]),
    ...(to.includes('MAXVALUE') ? [] : [`${row} < ${side(to)}`]),
  ];
  return `(${conditions.join(' AND ')})`;
}

/** Splits at commas outside literals. */
function valuesIn(list: string): readonly string[] {
  return (list.match(/(?:E?'(?:[^']|'')*'|[^,'])+/gu) ?? []).map((value) => value.trim());
}
