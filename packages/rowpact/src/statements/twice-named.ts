import { posix } from 'node:path';
import type { Location, ResultColumn } from '@rowpact/model';

/** Drivers make an object of each row, in which the last of two columns of one name is left. */
export function twiceNamed(
  columns: readonly ResultColumn[],
  place: Required<Location>,
  source: string,
): readonly string[] {
  const names = columns.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (twice.length === 0) return [];
  const listed = twice.map((name) => `"${name}"`).join(', ');
  return [
    `${posix.join(source, place.file)}:${place.line}: the statement answers ${listed} more than once; the driver keeps the last`,
  ];
}
