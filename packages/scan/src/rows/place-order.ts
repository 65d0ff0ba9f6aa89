import { byCodeUnit, type Location, type RowRead } from '@rowpact/model';

/** By file, line and column. */
export function byPlace(
  left: { readonly location: Required<Location> },
  right: { readonly location: Required<Location> },
): number {
  return (
    byCodeUnit(left.location.file, right.location.file) ||
    left.location.line - right.location.line ||
    left.location.column - right.location.column
  );
}

/** The same, and columns that are read at one place by their names. */
export function byPlaceAndColumn(left: RowRead, right: RowRead): number {
  return byPlace(left, right) || byCodeUnit(left.column, right.column);
}
